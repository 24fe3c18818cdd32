package dev.cascade.orders.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.orders.domain.Expectation;
import dev.cascade.orders.domain.OrderEvent.Judgement;
import dev.cascade.orders.domain.OrderEvent.ReviewAnnounced;
import dev.cascade.orders.domain.OrderEvent.VerdictGiven;
import dev.cascade.orders.domain.OrderSnapshot;
import dev.cascade.orders.domain.OrderState;
import dev.cascade.orders.events.OrderHappening;
import dev.cascade.orders.events.OrderHappening.Changed;
import dev.cascade.orders.events.OrderHappening.Judged;
import dev.cascade.orders.rest.OrderView.ReasonView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One server-sent event.
 *
 * @param id the same when the event is sent again
 * @param name {@code created}, {@code verdict} or {@code outcome}
 * @param data JSON
 */
record SentEvent(String id, String name, String data) {

  private static final String OUTCOME = "outcome";

  /** A verdict as JSON; PENDING while a person decides. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record VerdictView(
      String rule,
      @Nullable Integer line,
      String verdict,
      List<ReasonView> reasons,
      @Nullable Instant reviewUntil) {
    static VerdictView of(Judgement judgement) {
      return switch (judgement) {
        case VerdictGiven given -> of(judgement, given.verdict().name(), null);
        case ReviewAnnounced review -> of(judgement, "PENDING", review.until());
      };
    }

    private static VerdictView of(Judgement judgement, String verdict, @Nullable Instant until) {
      return new VerdictView(
          judgement.rule(),
          judgement.line() == Expectation.WHOLE_ORDER ? null : judgement.line(),
          verdict,
          judgement.reasons().stream().map(ReasonView::of).toList(),
          until);
    }
  }

  static SentEvent of(OrderHappening happening, ObjectMapper json) {
    return switch (happening) {
      case Changed changed when changed.order().state() == OrderState.CREATED ->
          created(changed.order(), json);
      case Changed changed ->
          new SentEvent(happening.id(), OUTCOME, text(OrderView.of(changed.order()), json));
      case Judged judged ->
          new SentEvent(happening.id(), "verdict", text(VerdictView.of(judged.judgement()), json));
    };
  }

  /** The order as it was at first, whatever became of it. */
  static SentEvent created(OrderSnapshot order, ObjectMapper json) {
    OrderView first =
        OrderView.accepted(order.head().id(), order.head().content(), order.head().createdAt());
    return new SentEvent("state-" + OrderState.CREATED, "created", text(first, json));
  }

  /** Whether nothing can follow. */
  boolean isLast() {
    for (OrderState state : OrderState.values()) {
      if (state.isFinal() && id.equals("state-" + state)) {
        return true;
      }
    }
    return false;
  }

  private static String text(Object value, ObjectMapper json) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An event cannot be written as JSON", e);
    }
  }
}
