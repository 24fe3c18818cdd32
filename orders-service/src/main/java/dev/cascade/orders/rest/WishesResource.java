package dev.cascade.orders.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cascade.orders.domain.OrderState;
import dev.cascade.orders.publishing.RequestLog;
import dev.cascade.orders.rest.OrderReads.Wanted;
import dev.cascade.streams.identity.CurrentCaller;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.query.Deadline;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is asked of an order that is there: cancel it, ship it. */
@Path("/v1/orders")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RunOnVirtualThread
@Tag(name = "Orders", description = "The paths work without /v1 as well")
public class WishesResource {

  static final int MAX_REASON_CHARS = 500;
  static final int MAX_REFERENCE_CHARS = 100;

  private final OrderLookup lookup;
  private final OrderWrites writes;
  private final RequestLog log;
  private final Timeouts timeouts;
  private final CurrentCaller callers;

  WishesResource(
      OrderLookup lookup,
      OrderWrites writes,
      RequestLog log,
      Timeouts timeouts,
      CurrentCaller callers) {
    this.lookup = lookup;
    this.writes = writes;
    this.log = log;
    this.timeouts = timeouts;
    this.callers = callers;
  }

  /** Asks to cancel an order. */
  @POST
  @Path("/{id}/cancel")
  @Operation(
      summary = "Cancel an order",
      description =
          "202 when the wish is written; a paid order is refunded first. 200 when it is cancelled"
              + " already, 409 when it has failed or left.")
  @RequestBody(
      required = false,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Bodies.Cancel.class)))
  @APIResponse(
      responseCode = "202",
      description = "The wish is written",
      content = @Content(schema = @Schema(implementation = OrderView.class)))
  @APIResponse(
      responseCode = "200",
      description = "It is cancelled already",
      content = @Content(schema = @Schema(implementation = OrderView.class)))
  @APIResponse(responseCode = "404", description = "No such order until the timeout")
  @APIResponse(responseCode = "409", description = "It has failed or left")
  @APIResponse(responseCode = "503", description = "Kafka did not acknowledge it in time")
  public Response cancel(
      @PathParam("id") String id,
      @QueryParam("timeout") @Nullable String timeout,
      @QueryParam("position") @Nullable String position,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      byte[] body) {
    String reason = optionalText(body, "reason", MAX_REASON_CHARS).orElse("");
    String requestId = RequestKey.read(key).orElseGet(RequestKey::fresh);
    Deadline deadline = timeouts.deadline(timeout);
    OrderView order = existing(id, position, deadline);
    if (order.cancellation() != null) {
      return Response.ok(order).build();
    }
    if (order.state().isFinal()) {
      throw refused(order, "cancelled");
    }
    return Answers.written(
        Response.Status.ACCEPTED,
        order,
        writes.request(id, deadline, at -> log.cancellation(id, requestId, at, reason)));
  }

  /** Tells that an order's goods have left. */
  @POST
  @Path("/{id}/ship")
  @Operation(
      summary = "Ship an order",
      description =
          "202 when the news is written, 200 when it has left already, 409 unless it is CONFIRMED"
              + " and not cancelled.")
  @RequestBody(
      required = false,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Bodies.Ship.class)))
  @APIResponse(
      responseCode = "202",
      description = "The news is written",
      content = @Content(schema = @Schema(implementation = OrderView.class)))
  @APIResponse(
      responseCode = "200",
      description = "It has left already",
      content = @Content(schema = @Schema(implementation = OrderView.class)))
  @APIResponse(responseCode = "404", description = "No such order until the timeout")
  @APIResponse(responseCode = "409", description = "It is not CONFIRMED, or being cancelled")
  @APIResponse(responseCode = "503", description = "Kafka did not acknowledge it in time")
  public Response ship(
      @PathParam("id") String id,
      @QueryParam("timeout") @Nullable String timeout,
      @QueryParam("position") @Nullable String position,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      byte[] body) {
    Optional<String> reference = optionalText(body, "trackingReference", MAX_REFERENCE_CHARS);
    String requestId = RequestKey.read(key).orElseGet(RequestKey::fresh);
    Deadline deadline = timeouts.deadline(timeout);
    OrderView order = existing(id, position, deadline);
    if (order.state() == OrderState.SHIPPED) {
      return Response.ok(order).build();
    }
    if (order.state() != OrderState.CONFIRMED || order.cancellation() != null) {
      throw refused(order, "shipped");
    }
    return Answers.written(
        Response.Status.ACCEPTED,
        order,
        writes.request(id, deadline, at -> log.shipment(id, requestId, at, reference)));
  }

  private OrderView existing(String id, @Nullable String position, Deadline deadline) {
    Wanted wanted = Wanted.of(id, WaitFor.CREATED, position, deadline, callers.get());
    return lookup
        .find(wanted, wanted.deadline())
        .orElseThrow(() -> OrderReads.notFound(wanted.id()));
  }

  private static ProblemException refused(OrderView order, String wish) {
    return new ProblemException(
        Problem.conflict(
            "Order "
                + order.id()
                + " is "
                + order.state()
                + (order.cancellation() == null ? "" : " and being cancelled")
                + ", so it cannot be "
                + wish
                + "."));
  }

  private static Optional<String> optionalText(byte[] body, String field, int maxChars) {
    ObjectNode json = JsonObjects.of(body);
    Violations violations = new Violations();
    JsonObjects.refuseUnknown(json, "", Set.of(field), violations);
    Optional<String> text = new FieldReader(json, "", violations).text(field, maxChars);
    violations.throwIfAny();
    return text;
  }
}
