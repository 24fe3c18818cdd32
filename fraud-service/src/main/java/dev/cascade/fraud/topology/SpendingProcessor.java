package dev.cascade.fraud.topology;

import dev.cascade.fraud.domain.CustomerLevel;
import dev.cascade.fraud.domain.CustomerSpending;
import dev.cascade.fraud.domain.FraudAlert;
import dev.cascade.fraud.domain.FraudDecider;
import dev.cascade.fraud.domain.FraudDecider.Judgement;
import dev.cascade.fraud.domain.FraudFact;
import dev.cascade.fraud.domain.FraudFact.Alerted;
import dev.cascade.fraud.domain.FraudFact.Judged;
import dev.cascade.fraud.domain.FraudFact.Reviewed;
import dev.cascade.fraud.domain.FraudFact.Spent;
import dev.cascade.fraud.domain.JudgedOrder;
import dev.cascade.fraud.domain.Money;
import dev.cascade.fraud.domain.Review;
import dev.cascade.fraud.domain.ReviewPolicy;
import dev.cascade.fraud.domain.SpendingEvent;
import dev.cascade.fraud.domain.SpendingEvent.GivenBack;
import dev.cascade.fraud.domain.SpendingEvent.Placed;
import dev.cascade.fraud.domain.SpendingEvent.PlacedInUnknownCurrency;
import dev.cascade.fraud.domain.SpendingLimits;
import dev.cascade.fraud.domain.SpendingReport;
import dev.cascade.fraud.domain.SpendingReport.InCurrency;
import dev.cascade.fraud.domain.Verdict;
import dev.cascade.streams.tracing.TraceContext;
import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Judges the orders of a customer one after the other. */
final class SpendingProcessor implements Processor<String, SpendingEvent, String, FraudFact> {

  private final FraudDecider decider;
  private final SpendingLimits limits;
  private final ReviewPolicy policy;
  private final Sweeping sweeping;
  private final FraudMeters meters;

  @SuppressWarnings("NullAway.Init")
  private ProcessorContext<String, FraudFact> context;

  @SuppressWarnings("NullAway.Init")
  private OrderMemory memory;

  @SuppressWarnings("NullAway.Init")
  private ReviewMemory reviews;

  @SuppressWarnings("NullAway.Init")
  private KeyValueStore<String, CustomerLevel> levels;

  SpendingProcessor(
      FraudDecider decider,
      SpendingLimits limits,
      ReviewPolicy policy,
      Sweeping sweeping,
      FraudMeters meters) {
    this.decider = decider;
    this.limits = limits;
    this.policy = policy;
    this.sweeping = sweeping;
    this.meters = meters;
  }

  @Override
  public void init(ProcessorContext<String, FraudFact> given) {
    context = given;
    memory = new OrderMemory(given, decider);
    reviews = new ReviewMemory(given);
    levels = given.getStateStore(FraudStores.LEVELS);
    given.schedule(sweeping.interval(), PunctuationType.WALL_CLOCK_TIME, this::forgetOldOrders);
  }

  @Override
  public void process(Record<String, SpendingEvent> record) {
    String customerId = record.key();
    Headers trace = TraceContext.following(record.headers());
    switch (record.value()) {
      case Placed placed -> judge(customerId, placed, trace);
      case GivenBack givenBack -> giveBack(customerId, givenBack, trace);
      case PlacedInUnknownCurrency unknown ->
          tell(unknown.orderId(), judged(unknown.orderId(), new Verdict.Passed()), trace);
    }
  }

  private void judge(String customerId, Placed placed, Headers trace) {
    Verdict known = knownVerdict(placed);
    if (known != null) {
      tell(placed.orderId(), judged(placed.orderId(), known), trace);
      return;
    }
    Currency currency = placed.value().currency();
    Optional<CustomerLevel> level = level(customerId);
    Money limit = limits.limit(level, currency);
    Judgement judgement =
        decider.judge(
            customerId,
            placed,
            memory.spending(customerId).in(currency),
            memory.liveValues(customerId, currency),
            limit);
    memory.remember(judgement.order(), judgement.spending());

    Optional<Review.Open> review =
        policy.review(customerId, placed, level, judgement.total(), limit, now());
    Verdict verdict =
        review.<Verdict>map(Verdict::of).orElseGet(() -> Verdict.of(judgement.order()));
    tell(placed.orderId(), judged(placed.orderId(), verdict), trace);
    review.ifPresent(open -> {
      meters.opened(context.taskId(), open);
      change(open, trace);
    });
    judgement
        .order()
        .excess()
        .ifPresent(excess -> {
          meters.alert();
          FraudAlert alert = new FraudAlert(customerId, placed.orderId(), excess, now());
          tell(customerId, new Alerted(alert), trace);
        });
    report(customerId, trace);
  }

  private @Nullable Verdict knownVerdict(Placed placed) {
    Review review = reviewOf(placed);
    if (review != null) {
      return Verdict.of(review);
    }
    JudgedOrder order = memory.order(placed);
    return order == null ? null : Verdict.of(order);
  }

  /** That of this order, not of an earlier one which had the same id. */
  private @Nullable Review reviewOf(SpendingEvent event) {
    Review review = reviews.find(event.orderId());
    return review != null && review.subject().orderedAt().equals(event.createdAt()) ? review : null;
  }

  private void giveBack(String customerId, GivenBack givenBack, Headers trace) {
    JudgedOrder known = memory.order(givenBack);
    if (known != null && known.live()) {
      memory.giveBack(known);
      report(customerId, trace);
    }
    if (reviewOf(givenBack) instanceof Review.Open open) {
      Review.Ended ended = ReviewPolicy.orderEnded(open, now());
      meters.ended(context.taskId(), ended);
      change(ended, trace);
    }
  }

  private void change(Review review, Headers trace) {
    reviews.put(review);
    tell(review.subject().orderId(), new Reviewed(Optional.of(review)), trace);
  }

  /** A customer of whom nothing is left gets a tombstone; the others' reports say as of when. */
  private void forgetOldOrders(long now) {
    Instant cutoff = Instant.ofEpochMilli(now).minus(sweeping.memory());
    memory.forget(cutoff, sweeping.entries()).stream()
        .map(JudgedOrder::customerId)
        .distinct()
        .filter(customerId -> memory.spending(customerId).isEmpty())
        .forEach(customerId -> report(customerId, new RecordHeaders()));
  }

  private Judged judged(String orderId, Verdict verdict) {
    meters.verdict(verdict);
    return new Judged(orderId, verdict, now());
  }

  private void report(String customerId, Headers trace) {
    CustomerSpending spending = memory.spending(customerId);
    tell(
        customerId,
        new Spent(
            spending.isEmpty() ? Optional.empty() : Optional.of(reported(customerId, spending))),
        trace);
  }

  private SpendingReport reported(String customerId, CustomerSpending spending) {
    Optional<CustomerLevel> level = level(customerId);
    List<InCurrency> currencies =
        spending.byCurrency().entrySet().stream()
            .sorted(Comparator.comparing(entry -> entry.getKey().getCurrencyCode()))
            .map(entry ->
                new InCurrency(
                    new Money(entry.getValue().total(), entry.getKey()),
                    limits.limit(level, entry.getKey()),
                    entry.getValue().head()))
            .toList();
    return new SpendingReport(customerId, level, currencies);
  }

  private Optional<CustomerLevel> level(String customerId) {
    return Optional.ofNullable(levels.get(customerId));
  }

  /** Stamped with when it was decided, not with when what is decided on was written. */
  private void tell(String key, FraudFact fact, Headers trace) {
    context.forward(new Record<>(key, fact, context.currentSystemTimeMs(), trace));
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
