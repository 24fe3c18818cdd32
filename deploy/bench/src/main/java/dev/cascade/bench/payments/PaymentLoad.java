package dev.cascade.bench.payments;

import dev.cascade.bench.data.Ids;
import dev.cascade.bench.kafka.AvroWriter;
import dev.cascade.bench.kafka.Kafka;
import dev.cascade.bench.kafka.TopicObserver;
import dev.cascade.bench.load.Operation;
import dev.cascade.schemas.Money;
import dev.cascade.schemas.Payment;
import dev.cascade.schemas.PaymentKind;
import dev.cascade.schemas.PaymentState;
import dev.cascade.schemas.catalogue.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Payments as the service's own HTTP writes them, from {@code payments-incoming} until they are
 * visible in {@code payments-confirmed}.
 */
public final class PaymentLoad implements Operation, AutoCloseable {

  private final String prefix;
  private final AccountPick accounts;
  private final AvroWriter avro;
  private final Producer<String, byte[]> producer;
  private final TopicObserver observer;
  private final Map<String, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  /**
   * A load.
   *
   * @param prefix what the ids begin with
   * @param accounts between whom
   */
  public PaymentLoad(Kafka kafka, AvroWriter avro, String prefix, AccountPick accounts) {
    this.prefix = prefix;
    this.accounts = accounts;
    this.avro = avro;
    this.producer = kafka.producer(Map.of("client.id", "bench-payments", "linger.ms", 1));
    this.observer =
        new TopicObserver(
            kafka, List.of(Topics.PAYMENTS_CONFIRMED), (record, _) -> confirmed(record.key()));
  }

  @Override
  public CompletionStage<?> start(long index, long intendedNanos) {
    Payment payment = payment(index);
    CompletableFuture<Void> done = new CompletableFuture<>();
    waiting.put(payment.getId(), done);
    var unused =
        producer.send(
            new ProducerRecord<>(
                Topics.PAYMENTS_INCOMING,
                payment.getId(),
                avro.write(Topics.PAYMENTS_INCOMING, payment)),
            (_, failure) -> {
              if (failure == null) {
                acknowledged.add(payment.getId());
              } else {
                done.completeExceptionally(failure);
              }
            });
    return done;
  }

  /** The payments that Kafka has taken. */
  public Set<String> acknowledged() {
    return acknowledged;
  }

  private void confirmed(String id) {
    CompletableFuture<Void> done = waiting.remove(id);
    if (done != null) {
      done.complete(null);
    }
  }

  private Payment payment(long index) {
    Instant now = Instant.now();
    return Payment.newBuilder()
        .setId(prefix + index)
        .setKind(PaymentKind.TRANSFER)
        .setDebtorAccount(Ids.customer(accounts.debtor(index)))
        .setCreditorAccount(Ids.customer(accounts.creditor(index)))
        .setAmount(Money.newBuilder().setMinorUnits(1).setCurrency("EUR").build())
        .setState(PaymentState.INCOMING)
        .setSubmittedAt(now)
        .setUpdatedAt(now)
        .build();
  }

  @Override
  public void close() {
    producer.close();
    observer.close();
  }
}
