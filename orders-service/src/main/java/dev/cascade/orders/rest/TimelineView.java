package dev.cascade.orders.rest;

import dev.cascade.orders.domain.OrderState;
import dev.cascade.orders.timeline.OrderTimeline.Found;
import dev.cascade.streams.history.Fact;
import dev.cascade.streams.history.Missing;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An order's timeline as JSON.
 *
 * @param orderId the order
 * @param state where it stood when the timeline was read
 * @param complete whether nothing is known to be missing
 * @param facts in the order of time
 * @param missing what may be missing, and why
 * @param payments where the timelines of its payments are, at payments-service
 */
@RegisterForReflection
@Schema(name = "OrderTimeline")
record TimelineView(
    String orderId,
    OrderState state,
    @Schema(
            description =
                "Whether no fact until now is known to be missing; whether more will follow is"
                    + " another question, which the state answers")
        boolean complete,
    List<Fact> facts,
    List<Missing> missing,
    @Schema(description = "Paths at payments-service") List<String> payments) {

  static TimelineView of(OrderView order, Found found) {
    return new TimelineView(
        order.id(),
        order.state(),
        found.missing().isEmpty(),
        found.facts(),
        found.missing(),
        found.facts().stream()
            .map(fact -> fact.detail().get("paymentId"))
            .filter(Objects::nonNull)
            .distinct()
            .map(id -> "/v1/payments/" + id + "/timeline")
            .toList());
  }
}
