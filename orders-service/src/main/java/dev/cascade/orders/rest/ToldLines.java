package dev.cascade.orders.rest;

import dev.cascade.orders.rest.ToldLines.Told.End;
import dev.cascade.orders.rest.ToldLines.Told.Failure;
import dev.cascade.orders.rest.ToldLines.Told.Line;
import dev.cascade.orders.rest.ToldLines.Told.Nothing;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a body, one at a time, for one reader that does not wait for ever. Closing it closes
 * the connection. A line is asked for when the one before is taken, so no more than one waits.
 */
final class ToldLines implements Subscriber<String>, AutoCloseable {

  private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
  private @Nullable Subscription subscription;
  private boolean closed;

  /** What there is to read. */
  sealed interface Told {
    /** A line. */
    record Line(String text) implements Told {}

    /** Nothing yet. */
    record Nothing() implements Told {}

    /** The body is whole. */
    record End() implements Told {}

    /** The body broke off. */
    record Failure(Throwable cause) implements Told {}
  }

  /** What comes next, if it comes soon. */
  Told poll(Duration longest) throws InterruptedException {
    @Nullable Told next = told.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
    if (next instanceof Line) {
      more();
    }
    return Objects.requireNonNullElseGet(next, Nothing::new);
  }

  private synchronized void more() {
    if (subscription != null) {
      subscription.request(1);
    }
  }

  @Override
  public synchronized void onSubscribe(Subscription given) {
    subscription = given;
    if (closed) {
      given.cancel();
    } else {
      given.request(1);
    }
  }

  @Override
  public void onNext(String line) {
    told.add(new Line(line));
  }

  @Override
  public void onError(Throwable cause) {
    told.add(new Failure(cause));
  }

  @Override
  public void onComplete() {
    told.add(new End());
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (subscription != null) {
      subscription.cancel();
    }
  }
}
