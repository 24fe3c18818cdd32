package dev.cascade.orders.timeline;

import dev.cascade.orders.config.OrdersSettings;
import dev.cascade.orders.domain.OrderState;
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
import org.jspecify.annotations.Nullable;

/** Reads all that happened to an order from the topics. */
@ApplicationScoped
public class OrderTimeline {

  /** What is written first may be stamped by another machine, whose clock is a little behind. */
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(2);

  private final HistoryReader history;
  private final Duration after;
  private final Tellers tellers;
  private final OrderStrands strands;
  private final LostFacts lost;

  OrderTimeline(HistoryReader history, AvroSerdes avro, OrdersSettings settings) {
    TopicCatalogue catalogue = TopicCatalogue.load();
    this.history = history;
    this.after = settings.timeline().after();
    this.tellers = new OrderTellers(avro, new FactWords(catalogue)).all();
    this.strands = new OrderStrands(tellers);
    this.lost = new LostFacts(catalogue, tellers);
  }

  /** What it reads, when somebody asks. */
  @Produces
  @Singleton
  static PlainClient lineage() {
    return PlainClient.consumer("orders-timeline", OrderStrands.TOPICS.toArray(String[]::new));
  }

  /**
   * The order that is asked for, as its view has it.
   *
   * @param orderId the order
   * @param customerId who ordered
   * @param productIds of its lines
   * @param state where it stands
   * @param version of its latest record
   * @param createdAt when it was accepted
   * @param updatedAt when it was last decided on
   */
  public record Asked(
      String orderId,
      String customerId,
      List<String> productIds,
      OrderState state,
      long version,
      Instant createdAt,
      Instant updatedAt) {

    /** Whether it waits for nothing but, perhaps, people. */
    private boolean isAtRest() {
      return state.isFinal() || state == OrderState.CONFIRMED;
    }
  }

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
  public Found of(Asked order, Instant now, Deadline deadline) {
    Instant since = order.createdAt().minus(CLOCK_SKEW);
    Instant until = until(order, now);
    try (HistoryReader.Visit visit = history.visit(deadline)) {
      Past past = visit.ask(new Question(strands.of(order), since, until));
      past =
          past.and(
              visit.ask(
                  new Question(strands.ofAccounts(order.orderId(), past.records()), since, until)));
      if (until != null && isMailAwaited(past.records())) {
        Strand mails = new Strand(Topics.EMAILS_SENT, order.orderId());
        past = past.and(visit.ask(new Question(List.of(mails), until, null)));
      }
      return new Found(Fact.inOrder(past.records(), tellers), lost.of(order, past, since, now));
    }
  }

  /** An order at rest has no facts for long after its last change; null is now. */
  private @Nullable Instant until(Asked order, Instant now) {
    Instant until = order.updatedAt().plus(after);
    return order.isAtRest() && until.isBefore(now) ? until : null;
  }

  /** A mail server may be away for hours. */
  private static boolean isMailAwaited(List<PastRecord> records) {
    return records.stream().anyMatch(record -> record.topic().equals(Topics.PLATINUM_EMAILS))
        && records.stream().noneMatch(record -> record.topic().equals(Topics.EMAILS_SENT));
  }
}
