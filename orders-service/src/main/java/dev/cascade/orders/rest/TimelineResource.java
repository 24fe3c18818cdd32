package dev.cascade.orders.rest;

import dev.cascade.orders.rest.OrderReads.Wanted;
import dev.cascade.orders.rest.OrderView.LineView;
import dev.cascade.orders.timeline.OrderTimeline;
import dev.cascade.orders.timeline.OrderTimeline.Asked;
import dev.cascade.streams.identity.CurrentCaller;
import dev.cascade.streams.query.Deadline;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** All that happened to an order. */
@Path("/v1/orders")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RunOnVirtualThread
@Tag(name = "Orders")
public class TimelineResource {

  private final OrderLookup lookup;
  private final OrderTimeline timeline;
  private final Timeouts timeouts;
  private final CurrentCaller callers;
  private final Clock clock = Clock.systemUTC();

  TimelineResource(
      OrderLookup lookup, OrderTimeline timeline, Timeouts timeouts, CurrentCaller callers) {
    this.lookup = lookup;
    this.timeline = timeline;
    this.timeouts = timeouts;
    this.callers = callers;
  }

  /** Tells each fact of an order, from its POST to its mail. */
  @GET
  @Path("/{id}/timeline")
  @Operation(
      summary = "Each fact of an order, from its POST to its mail",
      description =
          "Read from the committed topics when it is asked for: requests, states, lines, verdicts,"
              + " payments, mails. Times are the records' timestamps, which is when the writer"
              + " decided; so the time from one fact to the next is the commit of the one before,"
              + " the way to the next reader, and what it did until it decided, not the latter"
              + " alone. Facts of one transaction have nearly the same time. What is not kept any"
              + " more, or was not read in time, is named under missing, and complete is false."
              + " Records of stock and of spending do not say for which order they were written,"
              + " and are not part of it. Waits until the order is known, as the other reads do.")
  @APIResponse(responseCode = "200", description = "What was found until the timeout")
  @APIResponse(responseCode = "400", description = "The id or the timeout cannot be one")
  @APIResponse(responseCode = "404", description = "No such order until the timeout")
  @APIResponse(
      responseCode = "503",
      description = "As many timelines are read as may be, or Kafka does not answer")
  public TimelineView tell(
      @PathParam("id") String id, @QueryParam("timeout") @Nullable String timeout) {
    Deadline deadline = timeouts.deadline(timeout);
    Wanted wanted = Wanted.of(id, WaitFor.CREATED, null, deadline, callers.get());
    OrderView order = lookup.find(wanted, deadline).orElseThrow(() -> OrderReads.notFound(id));
    return TimelineView.of(order, timeline.of(asked(order), clock.instant(), deadline));
  }

  private static Asked asked(OrderView order) {
    Instant updatedAt = order.updatedAt();
    return new Asked(
        order.id(),
        order.customerId(),
        order.lines().stream().map(LineView::productId).toList(),
        order.state(),
        Objects.requireNonNullElse(order.version(), 0L),
        order.createdAt(),
        updatedAt == null ? order.createdAt() : updatedAt);
  }
}
