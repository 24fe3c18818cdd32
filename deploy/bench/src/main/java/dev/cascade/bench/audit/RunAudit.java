package dev.cascade.bench.audit;

import dev.cascade.bench.audit.Ledger.Snapshot;
import dev.cascade.bench.kafka.AvroReader;
import dev.cascade.bench.kafka.Kafka;
import dev.cascade.bench.kafka.Registry;
import dev.cascade.bench.kafka.TopicScan;
import dev.cascade.schemas.catalogue.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Audits one run: begun before its first order, it knows where the topics and the ledger stood.
 *
 * <p>Nobody else may use the run's accounts and products meanwhile.
 */
public final class RunAudit implements AutoCloseable {

  private final Ledger ledger;
  private final Snapshot before;
  private final RunFacts facts;
  private final TopicScan scan;
  private final Predicate<String> platinum;

  /**
   * Begins an audit.
   *
   * @param prefix what all ids of orders and payments of the run begin with
   * @param data which accounts and products belong to the bench
   * @param platinum which customers get a mail
   */
  public RunAudit(
      Kafka kafka,
      Registry registry,
      Ledger ledger,
      String prefix,
      Predicate<String> data,
      Predicate<String> platinum) {
    this.ledger = ledger;
    this.platinum = platinum;
    this.facts = new RunFacts(prefix, new AvroReader(registry));
    this.scan = TopicScan.fromNow(kafka, RunFacts.topics());
    ledger.readOn();
    this.before = ledger.snapshot(data);
  }

  /**
   * Reads until all is as it must be, or patience is over.
   *
   * @param orders that were acknowledged
   * @param payments that were acknowledged, beside those of the orders
   */
  public Findings settle(Set<String> orders, Set<String> payments, Duration patience) {
    return Settling.of(() -> findings(orders, payments), patience);
  }

  private List<String> findings(Set<String> orders, Set<String> payments) {
    scan.readOn(facts::read);
    ledger.readOn();
    Stream<String> known =
        Stream.concat(orders.stream(), facts.orders().keySet().stream()).distinct();
    Stream<String> transfers =
        Stream.concat(payments.stream(), facts.payments().keySet().stream()).distinct();
    return Stream.of(
            deadLetters(),
            known.flatMap(this::order),
            transfers.flatMap(this::payment),
            LedgerChecks.check(ledger, before, facts))
        .flatMap(findings -> findings)
        .toList();
  }

  private Stream<String> deadLetters() {
    return facts.deadLetters() == 0
        ? Stream.empty()
        : Stream.of(facts.deadLetters() + " records went to dead letters");
  }

  private Stream<String> order(String id) {
    OrderFacts order = facts.find(id);
    boolean mailed = order != null && platinum.test(order.customer());
    return OrderChecks.check(id, order, mailed).stream();
  }

  private Stream<String> payment(String id) {
    Map<String, Integer> due =
        Map.of(
            Topics.PAYMENTS_INCOMING + " INCOMING", 1,
            Topics.PAYMENTS_COMPLETE + " COMPLETE", 1,
            Topics.PAYMENTS_CONFIRMED + " CONFIRMED", 1);
    PaymentFacts payment = facts.payments().get(id);
    Map<String, Integer> counts = payment == null ? Map.of() : payment.counts();
    return counts.equals(due) ? Stream.empty() : Stream.of("payment " + id + " has " + counts);
  }

  @Override
  public void close() {
    scan.close();
  }
}
