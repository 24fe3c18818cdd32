package dev.cascade.payments.timeline;

import dev.cascade.schemas.AccountBalance;
import dev.cascade.schemas.AccountEntry;
import dev.cascade.schemas.OrderPayment;
import dev.cascade.schemas.Payment;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.history.Fact;
import dev.cascade.streams.history.HistoryReader;
import dev.cascade.streams.history.Missing;
import dev.cascade.streams.history.Past;
import dev.cascade.streams.history.PastRecord;
import dev.cascade.streams.history.Question;
import dev.cascade.streams.history.Strand;
import dev.cascade.streams.history.Tellers;
import dev.cascade.streams.lineage.PlainClient;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.serde.AvroSerdes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads all that happened to a payment from the topics. */
@ApplicationScoped
public class PaymentTimeline {

  /** What is written first may be stamped by another machine, whose clock is a little behind. */
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(2);

  /** What follows the end of a payment follows at once. */
  private static final Duration AFTER = Duration.ofSeconds(30);

  private final HistoryReader history;
  private final Tellers tellers;
  private final LostFacts lost;

  PaymentTimeline(HistoryReader history, AvroSerdes avro) {
    TopicCatalogue catalogue = TopicCatalogue.load();
    this.history = history;
    this.tellers = new PaymentTellers(avro, new FactWords(catalogue)).all();
    this.lost = new LostFacts(catalogue, tellers);
  }

  /** What it reads, when somebody asks. */
  @Produces
  @Singleton
  static PlainClient lineage() {
    return PlainClient.consumer(
        "payments-timeline",
        Topics.PAYMENTS_INCOMING,
        Topics.PAYMENTS_INFLIGHT,
        Topics.ACCOUNT_BALANCES,
        Topics.PAYMENTS_COMPLETE,
        Topics.ORDER_PAYMENTS,
        Topics.PAYMENTS_CONFIRMED);
  }

  /**
   * The payment that is asked for, as its view has it.
   *
   * @param id the payment
   * @param orderId the order that it is for, null when there is none
   * @param debtor account that gives
   * @param creditor account that receives
   * @param submittedAt when it was asked for
   * @param endedAt when it ended, null when it has not
   */
  public record Asked(
      String id,
      @Nullable String orderId,
      String debtor,
      String creditor,
      Instant submittedAt,
      @Nullable Instant endedAt) {}

  /**
   * What was found.
   *
   * @param facts in the order of time
   * @param missing what may be missing from them
   */
  public record Found(List<Fact> facts, List<Missing> missing) {}

  /**
   * Reads until the deadline at the most.
   *
   * @throws dev.cascade.streams.problem.ProblemException 503 when too many ask, or Kafka does not
   *     answer
   */
  public Found of(Asked payment, Instant now, Deadline deadline) {
    Instant since = payment.submittedAt().minus(CLOCK_SKEW);
    Instant until = until(payment, now);
    try (HistoryReader.Visit visit = history.visit(deadline)) {
      Past past = visit.ask(new Question(strands(payment), since, until));
      return new Found(
          Fact.inOrder(past.records(), tellers), lost.of(past, until != null, since, now));
    }
  }

  private static @Nullable Instant until(Asked payment, Instant now) {
    Instant endedAt = payment.endedAt();
    return endedAt != null && endedAt.plus(AFTER).isBefore(now) ? endedAt.plus(AFTER) : null;
  }

  private List<Strand> strands(Asked payment) {
    Stream<Strand> own =
        Stream.of(Topics.PAYMENTS_INCOMING, Topics.PAYMENTS_COMPLETE, Topics.PAYMENTS_CONFIRMED)
            .map(topic -> new Strand(topic, payment.id()));
    Stream<Strand> accounts =
        Stream.of(payment.debtor(), payment.creditor())
            .distinct()
            .flatMap(account ->
                Stream.of(
                    new Strand(
                        Topics.PAYMENTS_INFLIGHT,
                        account,
                        about(payment, Payment.class, Payment::getId)),
                    new Strand(
                        Topics.ACCOUNT_BALANCES,
                        account,
                        about(payment, AccountBalance.class, PaymentTimeline::paymentOf))));
    Stream<Strand> order =
        Stream.ofNullable(payment.orderId())
            .map(orderId ->
                new Strand(
                    Topics.ORDER_PAYMENTS,
                    orderId,
                    about(payment, OrderPayment.class, OrderPayment::getPaymentId)));
    return Stream.of(own, accounts, order).flatMap(Function.identity()).toList();
  }

  private <V> Predicate<PastRecord> about(
      Asked payment, Class<V> type, Function<V, @Nullable String> paymentIdOf) {
    return record ->
        tellers
            .value(record, type)
            .filter(value -> payment.id().equals(paymentIdOf.apply(value)))
            .isPresent();
  }

  private static @Nullable String paymentOf(AccountBalance account) {
    AccountEntry entry = account.getEntry();
    return entry == null ? null : entry.getPaymentId();
  }
}
