package dev.cascade.payments.publishing;

import dev.cascade.payments.contract.PaymentSerdes;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.account.AccountCommand;
import dev.cascade.payments.domain.control.GateAcknowledgement;
import dev.cascade.payments.domain.control.GateCommand;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.lineage.PlainClient;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.streams.runtime.RequestProducers;
import dev.cascade.streams.runtime.StreamsSettings;
import dev.cascade.streams.tracing.RequestTrace;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/** Writes what callers ask; done when all replicas have it. */
@ApplicationScoped
public class PaymentsWriter {

  private static final Logger LOG = Logger.getLogger(PaymentsWriter.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration BLOCK = Duration.ofSeconds(2);
  private static final Duration DELIVERY = Duration.ofSeconds(4);
  private static final long BUFFER_BYTES = 4L * 1024 * 1024;

  private final PaymentSerdes serdes;
  private final RequestTrace trace;
  private final KafkaProducer<String, byte[]> producer;

  PaymentsWriter(PaymentSerdes serdes, StreamsSettings settings, RequestTrace trace) {
    this.trace = trace;
    this.serdes = serdes;
    this.producer =
        new KafkaProducer<>(
            configuration(settings), new StringSerializer(), new ByteArraySerializer());
  }

  private static Map<String, Object> configuration(StreamsSettings settings) {
    return RequestProducers.configuration(
        KafkaCluster.of(settings),
        "payments-rest-" + settings.instanceId(),
        BLOCK,
        DELIVERY,
        BUFFER_BYTES);
  }

  /** What it writes. */
  @Produces
  @Singleton
  static PlainClient lineage() {
    return PlainClient.producer(
        "payments-rest",
        Topics.PAYMENTS_INCOMING,
        Topics.ACCOUNT_COMMANDS,
        Topics.CONTROL_COMMANDS,
        Topics.CONTROL_STATUS);
  }

  /**
   * Submits a payment.
   *
   * @param trace the headers of the request that asks for it, taken while it was at hand
   */
  public CompletionStage<Void> submit(Payment.Incoming payment, Headers trace) {
    return send(
        Topics.PAYMENTS_INCOMING,
        payment.instruction().id(),
        serdes.incoming().serializer(),
        payment,
        trace);
  }

  /** Asks something of an account. */
  public CompletionStage<Void> ask(AccountCommand command) {
    return send(
        Topics.ACCOUNT_COMMANDS,
        command.accountId(),
        serdes.accountCommands().serializer(),
        command,
        trace.headers());
  }

  /** Asks something of every gate. */
  public CompletionStage<Void> ask(GateCommand command) {
    return send(
        Topics.CONTROL_COMMANDS,
        GateCommand.SCOPE,
        serdes.gateCommands().serializer(),
        command,
        trace.headers());
  }

  /** Says what is true of this instance's gate. */
  public CompletionStage<Void> acknowledge(GateAcknowledgement acknowledgement) {
    return send(
        Topics.CONTROL_STATUS,
        acknowledgement.instance(),
        serdes.acknowledgements().serializer(),
        acknowledgement,
        new RecordHeaders());
  }

  /** Fails with a 503 problem when Kafka does not acknowledge the record in time. */
  private <T> CompletionStage<Void> send(
      String topic, String key, Serializer<T> serializer, T value, Headers headers) {
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    try {
      var unused =
          producer.send(
              new ProducerRecord<>(topic, null, key, serializer.serialize(topic, value), headers),
              (metadata, failure) -> {
                if (failure == null) {
                  acknowledged.completeAsync(() -> null, task -> Thread.ofVirtual().start(task));
                } else {
                  acknowledged.completeExceptionally(unacknowledged(topic, failure));
                }
              });
    } catch (RuntimeException e) {
      acknowledged.completeExceptionally(unacknowledged(topic, e));
    }
    return acknowledged;
  }

  private static ProblemException unacknowledged(String topic, Exception failure) {
    LOG.warnf("Kafka did not acknowledge a record, topic=%s: %s", topic, failure.getMessage());
    return new ProblemException(
        Problem.unavailable(
            "Kafka did not acknowledge the request in time; it is safe to send it again."));
  }

  @PreDestroy
  void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
