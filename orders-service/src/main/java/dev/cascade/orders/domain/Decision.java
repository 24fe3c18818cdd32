package dev.cascade.orders.domain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows from an event. */
public sealed interface Decision {

  /**
   * The order lives on as another value.
   *
   * @param life what to remember
   * @param emitted what to tell the world, in order; empty while verdicts are being collected
   */
  record Continued(OrderLife life, List<OrderSnapshot> emitted) implements Decision {
    /** Copies what is emitted. */
    public Continued {
      emitted = List.copyOf(emitted);
    }
  }

  /**
   * The order's retention is over: forget it, and let the world forget it.
   *
   * @param orderId which order
   */
  record Forgotten(String orderId) implements Decision {}

  /**
   * Nothing changes.
   *
   * @param cause why not
   */
  record Ignored(Cause cause) implements Decision {}

  /** Why an event has no effect. */
  enum Cause {
    /** There is no such order, or not any more. */
    UNKNOWN_ORDER,
    /** Nobody waits for this verdict: not required, repeated, or the order is decided. */
    UNAWAITED_VERDICT,
    /** The payment's outcome means nothing in this state. */
    UNAWAITED_PAYMENT,
    /** It is not time yet. */
    TOO_EARLY
  }

  /** A transition, told with the state before it. */
  static Continued moved(@Nullable OrderState from, OrderLife to) {
    return new Continued(to, List.of(OrderSnapshot.of(to, from)));
  }

  /** A record that only notes something. */
  static Continued noted(OrderLife life) {
    return new Continued(life, List.of(OrderSnapshot.of(life, life.state())));
  }

  /** Two steps at one event. */
  static Continued both(Continued first, Continued second) {
    List<OrderSnapshot> emitted = new ArrayList<>(first.emitted());
    emitted.addAll(second.emitted());
    return new Continued(second.life(), emitted);
  }
}
