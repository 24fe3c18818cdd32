package dev.cascade.orders.rest;

import dev.cascade.orders.domain.OrderSnapshot;
import dev.cascade.orders.domain.OrderState;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How far an order must have come before a caller is answered. */
enum WaitFor {
  /** It is in the view. */
  CREATED,
  /** Its validation is decided, either way. */
  VALIDATED,
  /** Its payment is decided, or it ended before. */
  CONFIRMED;

  boolean isMetBy(OrderSnapshot order) {
    return switch (this) {
      case CREATED -> true;
      case VALIDATED -> order.state() != OrderState.CREATED;
      case CONFIRMED ->
          order.state() != OrderState.CREATED && order.state() != OrderState.VALIDATED;
    };
  }

  String parameter() {
    return name().toLowerCase(Locale.ROOT);
  }

  static WaitFor parse(@Nullable String text) {
    if (text == null) {
      return CREATED;
    }
    for (WaitFor value : values()) {
      if (value.parameter().equals(text)) {
        return value;
      }
    }
    throw new ProblemException(Problem.invalid("wait", "must be created, validated or confirmed"));
  }
}
