package dev.cascade.orderdetails.exactlyonce;

import dev.cascade.orderdetails.config.OrderDetailsSettings;
import dev.cascade.orderdetails.transaction.TransactionalProducer;
import dev.cascade.orderdetails.verdict.OrderVerdicts;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.lineage.PlainClient;
import dev.cascade.streams.runtime.BrokerFeatures;
import dev.cascade.streams.runtime.BrokerFeatures.UnsupportedBrokerException;
import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.streams.runtime.StreamsSettings;
import dev.cascade.streams.serde.RegistryUnavailableException;
import dev.cascade.streams.tracing.HopTracer;
import dev.cascade.streams.tracing.OpenHops;
import dev.cascade.streams.tracing.Tracing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Writes the answers to a batch of orders and the batch's offsets in one transaction. Whatever goes
 * wrong, the outcome of the transaction is settled first, then the positions are set back to what
 * is committed: nothing is skipped, and nothing is answered twice.
 *
 * <p>Records without an answer need no transaction of their own: their offsets travel in the next
 * one, or in one for themselves after a while.
 */
@Singleton
public class ExactlyOnce {

  private static final Logger LOG = Logger.getLogger(ExactlyOnce.class);
  private static final Duration CLIENT_PATIENCE = Duration.ofMinutes(2);

  private final OrderVerdicts verdicts;
  private final OrderDetailsSettings settings;
  private final KafkaClientService clients;
  private final Lease lease;
  private final TransactionalProducer producer;
  private final KafkaCluster cluster;
  private final Timer transactions;
  private final Counter setBacks;
  private final Optional<HopTracer> tracer;
  private final ScheduledExecutorService flusher =
      Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "order-details-flush");
        thread.setDaemon(true);
        return thread;
      });

  /** Guarded by the lease. */
  private final Map<TopicPartition, OffsetAndMetadata> uncommitted = new HashMap<>();

  /** Guarded by the lease. */
  private final OpenHops hops = new OpenHops();

  private long uncommittedUnder = Lease.VOID;
  private volatile boolean stopped;

  ExactlyOnce(
      OrderVerdicts verdicts,
      OrderDetailsSettings settings,
      StreamsSettings streams,
      KafkaClientService clients,
      Lease lease,
      MeterRegistry meters,
      Tracing tracing) {
    this.verdicts = verdicts;
    this.settings = settings;
    this.clients = clients;
    this.lease = lease;
    this.cluster = KafkaCluster.of(streams);
    this.producer =
        new TransactionalProducer(
            cluster,
            OrdersChannel.GROUP + "-" + streams.instanceId(),
            settings.transactionTimeout());
    this.transactions = meters.timer("cascade.order.details.transactions");
    this.tracer = tracing.reader(OrdersChannel.GROUP);
    this.setBacks = meters.counter("cascade.order.details.setbacks");
  }

  /** What the pair reads, and writes in one transaction with it. */
  @Produces
  @Singleton
  static PlainClient lineage() {
    return PlainClient.consumer(OrdersChannel.GROUP, Topics.ORDERS)
        .writing(Topics.ORDER_VALIDATIONS, Topics.ORDER_DETAILS_DEAD_LETTERS);
  }

  /** Opens the producer at once: it aborts what a crash has left open, which others wait for. */
  void start(@Observes StartupEvent event) {
    flusher.execute(() -> retried(this::openOnceSupported));
    long millis = settings.idleCommit().toMillis();
    var unused = flusher.scheduleWithFixedDelay(this::flush, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** A cluster that cannot keep the promise is no passing failure. */
  private void openOnceSupported() {
    try {
      BrokerFeatures.check(cluster);
      producer.open();
    } catch (UnsupportedBrokerException e) {
      LOG.fatal("The verdicts cannot be written exactly once, the service stops", e);
      Quarkus.asyncExit(1);
    }
  }

  /**
   * Answers the batch, unless it is void. Whatever ends this early, an {@link Error} too, ends the
   * lease: else the next batch would commit past records that have no answer.
   */
  void process(ConsumerRecords<byte[], byte[]> polled) {
    boolean through = false;
    try {
      long polledUnder = LeaseStamp.takeFrom(polled);
      tracer.ifPresent(it -> lease.holding(() -> hops.read(polled, it)));
      answers(polled, polledUnder)
          .ifPresent(answers -> settled(() -> conclude(polled, polledUnder, answers)));
      through = true;
    } finally {
      if (!through) {
        giveUp();
      }
      setBackIfEnded();
    }
  }

  private void flush() {
    settled(() -> {
      if (!uncommitted.isEmpty() && lease.covers(uncommittedUnder)) {
        commit(List.of());
      }
    });
  }

  /** A failed transaction ends the lease before anybody else can use it. */
  private void settled(Runnable transaction) {
    lease.holding(() -> {
      try {
        transaction.run();
      } catch (Throwable e) {
        // Errors too: the flush is a schedule, which one would end, and its lease would stand.
        LOG.warn("A transaction failed; its records are read again", e);
        giveUp();
      }
    });
    setBackIfEnded();
  }

  private void giveUp() {
    lease.holding(lease::end);
    setBacks.increment();
  }

  private void conclude(
      ConsumerRecords<byte[], byte[]> polled,
      long polledUnder,
      List<ProducerRecord<byte[], byte[]>> answers) {
    if (!lease.covers(polledUnder)) {
      return;
    }
    if (uncommittedUnder != polledUnder) {
      uncommitted.clear();
      uncommittedUnder = polledUnder;
    }
    uncommitted.putAll(polled.nextOffsets());
    if (!answers.isEmpty()) {
      commit(answers);
    }
  }

  private void commit(List<ProducerRecord<byte[], byte[]>> answers) {
    Map<TopicPartition, OffsetAndMetadata> offsets = Map.copyOf(uncommitted);
    transactions.record(() -> producer.transact(answers, offsets, membership()));
    hops.committing(offsets);
    hops.committed();
    uncommitted.clear();
  }

  /**
   * Read while the lease is held, which no revocation can pass: so the generation is one in which
   * the polled partitions are this member's.
   */
  private ConsumerGroupMetadata membership() {
    return consumer().consumerGroupMetadata().await().atMost(CLIENT_PATIENCE);
  }

  /** The answers to all records; none at all when the batch becomes void meanwhile. */
  private Optional<List<ProducerRecord<byte[], byte[]>>> answers(
      ConsumerRecords<byte[], byte[]> polled, long polledUnder) {
    List<ProducerRecord<byte[], byte[]>> answers = new ArrayList<>();
    Iterator<ConsumerRecord<byte[], byte[]>> records = polled.iterator();
    ConsumerRecord<byte[], byte[]> record = records.next();
    while (!stopped && lease.covers(polledUnder)) {
      try {
        verdicts.answer(record).ifPresent(answers::add);
        if (!records.hasNext()) {
          return Optional.of(answers);
        }
        record = records.next();
      } catch (RegistryUnavailableException e) {
        LOG.warnf("Waiting for the schema registry: %s", e.getMessage());
        pause();
      }
    }
    return Optional.empty();
  }

  private void setBackIfEnded() {
    if (lease.isEnded()) {
      retried(this::setBack);
    }
  }

  private synchronized void setBack() {
    if (!lease.isEnded()) {
      return;
    }
    producer.reopen();
    consumer()
        .runOnPollingThread(client -> {
          lease.renew(() -> {
            hops.aborted();
            Positions.setBack(client);
          });
        })
        .await()
        .atMost(CLIENT_PATIENCE);
  }

  private void retried(Runnable step) {
    while (!stopped) {
      try {
        step.run();
        return;
      } catch (RuntimeException e) {
        LOG.warn("Getting ready for transactions failed, trying again", e);
        pause();
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return clients.getConsumer(OrdersChannel.CHANNEL);
  }

  private void pause() {
    try {
      Thread.sleep(settings.retryPause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
  }

  @PreDestroy
  void stop() {
    stopped = true;
    flusher.shutdownNow();
    producer.close();
  }
}
