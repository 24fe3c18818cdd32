package dev.cascade.email.topology;

import dev.cascade.email.domain.Counts;
import dev.cascade.email.domain.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Counts the outcomes of a partition by level, in all and per hour. */
final class CountProcessor implements Processor<String, Outcome, Void, Void> {

  private static final Duration FORGET_EVERY = Duration.ofHours(1);

  private final Duration keepHours;

  @SuppressWarnings("NullAway.Init")
  private KeyValueStore<String, Counts> counts;

  CountProcessor(Duration keepHours) {
    this.keepHours = keepHours;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    counts = context.getStateStore(EmailViews.COUNTS);
    context.schedule(
        FORGET_EVERY,
        PunctuationType.WALL_CLOCK_TIME,
        now -> forgetBefore(Instant.ofEpochMilli(now).minus(keepHours)));
  }

  @Override
  public void process(Record<String, Outcome> record) {
    Outcome outcome = record.value();
    if (outcome != null) {
      add(CountKey.total(outcome.level()), outcome);
      add(CountKey.hour(outcome.at(), outcome.level()), outcome);
    }
  }

  private void add(CountKey key, Outcome outcome) {
    Counts before = counts.get(key.text());
    counts.put(key.text(), (before == null ? Counts.NONE : before).plus(outcome));
  }

  /** Hours are written so that they sort by time. */
  private void forgetBefore(Instant oldest) {
    List<String> old = new ArrayList<>();
    try (KeyValueIterator<String, Counts> hours = counts.range("", oldest.toString())) {
      hours.forEachRemaining(entry -> old.add(entry.key));
    }
    old.forEach(counts::delete);
  }
}
