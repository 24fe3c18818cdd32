package dev.cascade.simulation.runtime;

import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;

/** A punctuator and when it is called next. */
final class Schedule implements Cancellable {

  private final PunctuationType type;
  private final long interval;
  private final Punctuator punctuator;
  private long next;
  private boolean isCancelled;

  Schedule(PunctuationType type, long interval, long next, Punctuator punctuator) {
    this.type = type;
    this.interval = interval;
    this.next = next;
    this.punctuator = punctuator;
  }

  boolean isDue(PunctuationType which, long now) {
    return !isCancelled && type == which && next <= now;
  }

  boolean isCancelled() {
    return isCancelled;
  }

  /** Calls it once, however often it was missed, as Kafka does. */
  void call(long now) {
    next = now + interval;
    punctuator.punctuate(now);
  }

  @Override
  public void cancel() {
    isCancelled = true;
  }
}
