package dev.cascade.orders.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One order with its clock, the events it met, and everything it told the world. */
final class ToldOrder {

  private final OrderDecider decider = SomeOrders.DECIDER;
  private final List<ValidationRule> rules;
  private @Nullable OrderLife life;
  private Instant now = SomeOrders.NOON;
  private long offset = 100;
  final List<OrderSnapshot> told = new ArrayList<>();
  boolean forgotten;

  ToldOrder(List<ValidationRule> rules) {
    this.rules = rules;
  }

  static ToldOrder created(int lines) {
    return new ToldOrder(SomeOrders.RULES).after(SomeOrders.wanted("1", lines));
  }

  static ToldOrder validated() {
    return created(1)
        .after(SomeOrders.pass("order-details"))
        .after(SomeOrders.pass("fraud"))
        .after(SomeOrders.pass("inventory", 1));
  }

  static ToldOrder confirmed() {
    return validated().after(new OrderEvent.Paid());
  }

  ToldOrder after(OrderEvent event) {
    decide(event);
    return this;
  }

  Decision decide(OrderEvent event) {
    Circumstances at = new Circumstances(now, new RequestPosition(0, offset++), rules);
    Decision decision = decider.decide(life, event, at);
    switch (decision) {
      case Decision.Continued continued -> {
        life = continued.life();
        told.addAll(continued.emitted());
      }
      case Decision.Forgotten _ -> {
        life = null;
        forgotten = true;
      }
      case Decision.Ignored _ -> {}
    }
    return decision;
  }

  /** Lets time pass; the lifecycle looks at the clock then. */
  ToldOrder waiting(Duration duration) {
    now = now.plus(duration);
    decide(new OrderEvent.TimePassed());
    return this;
  }

  Instant now() {
    return now;
  }

  OrderLife life() {
    return java.util.Objects.requireNonNull(life);
  }

  boolean isGone() {
    return life == null;
  }

  OrderSnapshot last() {
    return told.getLast();
  }

  OrderState state() {
    return last().state();
  }

  List<String> codes() {
    return last().reasons().stream().map(Reason::code).toList();
  }
}
