package dev.cascade.payments.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cascade.payments.timeline.PaymentTimeline.Found;
import dev.cascade.streams.history.Fact;
import dev.cascade.streams.history.Missing;
import dev.cascade.streams.query.ReadUri;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A payment's timeline as JSON.
 *
 * @param paymentId the payment
 * @param state where it stood when the timeline was read
 * @param complete whether nothing is known to be missing
 * @param facts in the order of time
 * @param missing what may be missing, and why
 * @param orderId the order that it is for
 * @param order where that order's timeline is, at orders-service
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "PaymentTimeline")
record TimelineView(
    String paymentId,
    String state,
    @Schema(
            description =
                "Whether no fact until now is known to be missing; whether more will follow is"
                    + " another question, which the state answers")
        boolean complete,
    List<Fact> facts,
    List<Missing> missing,
    @Nullable String orderId,
    @Schema(description = "Path at orders-service") @Nullable String order) {

  static TimelineView of(PaymentView payment, Found found) {
    String orderId = payment.orderId();
    return new TimelineView(
        payment.id(),
        payment.state(),
        found.missing().isEmpty(),
        found.facts(),
        found.missing(),
        orderId,
        orderId == null ? null : "/v1/orders/" + ReadUri.encoded(orderId) + "/timeline");
  }
}
