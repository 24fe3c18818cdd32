package dev.cascade.payments.control;

import dev.cascade.payments.domain.control.TokenBucket;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * Holds the gate to its rate by closing it while more has entered than the rate gives. The stream
 * thread is never held up: it takes a token that may not be there, and the debt is waited for with
 * the gate closed.
 */
@ApplicationScoped
public class GateThrottle {

  private final TokenBucket bucket = new TokenBucket(System.nanoTime());
  private volatile Runnable close = () -> {};
  private volatile double rate = Double.POSITIVE_INFINITY;

  /** Names what closes the gate at once; it must not block. */
  void closeBy(Runnable closer) {
    close = closer;
  }

  /** Called by the stream thread for each payment that enters. */
  public void paymentEntered() {
    double now = rate;
    if (now != Double.POSITIVE_INFINITY) {
      bucket.take();
      if (!bucket.debt(now, System.nanoTime()).isZero()) {
        close.run();
      }
    }
  }

  /** How long the gate has to stay closed at this rate; zero for no limit. */
  Duration debt(OptionalDouble ratePerSecond) {
    if (ratePerSecond.isEmpty()) {
      rate = Double.POSITIVE_INFINITY;
      bucket.reset(System.nanoTime());
      return Duration.ZERO;
    }
    rate = ratePerSecond.getAsDouble();
    return bucket.debt(rate, System.nanoTime());
  }
}
