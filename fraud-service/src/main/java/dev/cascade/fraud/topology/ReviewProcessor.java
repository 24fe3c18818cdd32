package dev.cascade.fraud.topology;

import dev.cascade.fraud.domain.FraudFact;
import dev.cascade.fraud.domain.FraudFact.Audited;
import dev.cascade.fraud.domain.FraudFact.Judged;
import dev.cascade.fraud.domain.FraudFact.Reviewed;
import dev.cascade.fraud.domain.Review;
import dev.cascade.fraud.domain.ReviewDecision;
import dev.cascade.fraud.domain.ReviewPolicy;
import dev.cascade.fraud.domain.Verdict;
import dev.cascade.streams.tracing.TraceContext;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Ends reviews as reviewers decide. The first decision counts: one on a review that has ended, or
 * that never was, changes nothing and is told nobody, since whoever asked reads the review.
 */
final class ReviewProcessor implements Processor<String, ReviewDecision, String, FraudFact> {

  private final Sweeping sweeping;
  private final FraudMeters meters;

  @SuppressWarnings("NullAway.Init")
  private ProcessorContext<String, FraudFact> context;

  @SuppressWarnings("NullAway.Init")
  private ReviewMemory reviews;

  ReviewProcessor(Sweeping sweeping, FraudMeters meters) {
    this.sweeping = sweeping;
    this.meters = meters;
  }

  @Override
  public void init(ProcessorContext<String, FraudFact> given) {
    context = given;
    reviews = new ReviewMemory(given);
    meters.open(given.taskId(), reviews.open());
    given.schedule(sweeping.interval(), PunctuationType.WALL_CLOCK_TIME, this::forgetOldReviews);
  }

  @Override
  public void process(Record<String, ReviewDecision> record) {
    ReviewDecision decision = record.value();
    if (!(reviews.find(decision.orderId()) instanceof Review.Open open)) {
      return;
    }
    Headers trace = TraceContext.following(record.headers());
    Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
    Review.Ended ended = ReviewPolicy.decided(open, decision, now);
    reviews.put(ended);
    meters.ended(context.taskId(), ended);
    tell(decision.orderId(), new Reviewed(Optional.of(ended)), trace);
    if (ended instanceof Review.Decided decided) {
      // Without the reviewer's trace: the order goes on in its own.
      tell(
          decision.orderId(),
          new Judged(decision.orderId(), Verdict.of(decided), now),
          new RecordHeaders());
      tell(decision.orderId(), new Audited(decision, now), trace);
    }
  }

  private void forgetOldReviews(long now) {
    Instant cutoff = Instant.ofEpochMilli(now).minus(sweeping.memory());
    for (Review forgotten : reviews.forget(cutoff, sweeping.entries())) {
      meters.ended(context.taskId(), forgotten);
      tell(forgotten.subject().orderId(), new Reviewed(Optional.empty()), new RecordHeaders());
    }
  }

  private void tell(String key, FraudFact fact, Headers trace) {
    context.forward(new Record<>(key, fact, context.currentSystemTimeMs(), trace));
  }

  @Override
  public void close() {
    meters.closed(context.taskId());
  }
}
