package dev.cascade.payments.publishing;

import dev.cascade.payments.contract.PaymentSerdes;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.account.AccountCommand;
import dev.cascade.payments.domain.control.GateAcknowledgement;
import dev.cascade.payments.domain.control.GateCommand;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.lineage.PlainClient;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.request.Unacknowledged;
import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.streams.runtime.RequestWriter;
import dev.cascade.streams.runtime.StreamsSettings;
import dev.cascade.streams.tracing.RequestTrace;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;

/** Writes what callers ask; done when all replicas have it. */
@ApplicationScoped
public class PaymentsWriter {

  private static final RequestWriter.Bounds BOUNDS =
      new RequestWriter.Bounds(Duration.ofSeconds(2), Duration.ofSeconds(4), 4L * 1024 * 1024);

  private final PaymentSerdes serdes;
  private final RequestTrace trace;
  private final RequestWriter writer;

  PaymentsWriter(PaymentSerdes serdes, StreamsSettings settings, RequestTrace trace) {
    this.trace = trace;
    this.serdes = serdes;
    this.writer =
        new RequestWriter(
            KafkaCluster.of(settings),
            "payments-rest-" + settings.instanceId(),
            BOUNDS,
            Topics.PAYMENTS_INCOMING);
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
    return told(Topics.PAYMENTS_INCOMING, sent(payment, trace));
  }

  /** The same for a caller who waits until then at most. */
  public CompletionStage<Void> submit(Payment.Incoming payment, Headers trace, Deadline deadline) {
    return told(
        Topics.PAYMENTS_INCOMING,
        sent(payment, trace).orTimeout(deadline.left().toMillis(), TimeUnit.MILLISECONDS));
  }

  private CompletableFuture<RecordMetadata> sent(Payment.Incoming payment, Headers trace) {
    return writer.send(
        Topics.PAYMENTS_INCOMING,
        payment.instruction().id(),
        payment,
        serdes.incoming().serializer(),
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

  /** Says what is true of this instance's gate, after what the same thread said before. */
  public CompletionStage<Void> acknowledge(GateAcknowledgement acknowledgement) {
    return told(
        Topics.CONTROL_STATUS,
        writer.sendInOrder(
            Topics.CONTROL_STATUS,
            acknowledgement.instance(),
            acknowledgement,
            serdes.acknowledgements().serializer(),
            new RecordHeaders()));
  }

  /** Fails with a 503 problem when Kafka does not acknowledge the record in time. */
  private <V> CompletionStage<Void> send(
      String topic, String key, Serializer<? super V> serializer, V value, Headers headers) {
    return told(topic, writer.send(topic, key, value, serializer, headers));
  }

  private static CompletionStage<Void> told(String topic, CompletableFuture<RecordMetadata> sent) {
    return sent.handleAsync(
        (_, failure) -> {
          if (failure != null) {
            throw Unacknowledged.problem(topic, failure, "");
          }
          return null;
        },
        Thread::startVirtualThread);
  }

  @PreDestroy
  void close() {
    writer.close();
  }
}
