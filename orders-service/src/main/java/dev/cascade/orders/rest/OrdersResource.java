package dev.cascade.orders.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cascade.orders.domain.OrderState;
import dev.cascade.orders.publishing.RequestLog;
import dev.cascade.orders.rest.OrderForm.Asked;
import dev.cascade.orders.rest.OrderReads.Wanted;
import dev.cascade.orders.rest.OrderWrites.Written;
import dev.cascade.streams.identity.Caller;
import dev.cascade.streams.identity.CurrentCaller;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.query.Deadline;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Orders: take them, show them, cancel them, ship them. */
@Path("/v1/orders")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RunOnVirtualThread
@Tag(name = "Orders", description = "The paths work without /v1 as well")
public class OrdersResource {

  private static final int MAX_KEY_CHARS = 255;
  static final int MAX_REASON_CHARS = 500;
  static final int MAX_REFERENCE_CHARS = 100;

  private static final String LONG_FORM =
      """
      {"id":"1","customerId":"c-1","currency":"EUR",
       "lines":[{"productId":"ipad","quantity":1,"unitPrice":"499.00"}]}\
      """;
  private static final String SHORT_FORM =
      """
      {"id":"1","customerId":1,"product":"JUMPERS","quantity":1,"price":1.0}\
      """;

  private final OrderForm form;
  private final OrderReads reads;
  private final OrderLookup lookup;
  private final OrderWrites writes;
  private final RequestLog log;
  private final Timeouts timeouts;
  private final CurrentCaller callers;

  OrdersResource(
      OrderForm form,
      OrderReads reads,
      OrderLookup lookup,
      OrderWrites writes,
      RequestLog log,
      Timeouts timeouts,
      CurrentCaller callers) {
    this.form = form;
    this.reads = reads;
    this.lookup = lookup;
    this.writes = writes;
    this.log = log;
    this.timeouts = timeouts;
    this.callers = callers;
  }

  /** Takes an order. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Take an order",
      description =
          "201 once Kafka has it; 200 when the same order was taken before; with wait, it is"
              + " answered when the order has come that far, or as it is at the timeout. An"
              + " Idempotency-Key names an order that has no id; beside an id, which says the same"
              + " already, it is only noted.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = Bodies.NewOrder.class),
              examples = {
                @ExampleObject(name = "lines", value = LONG_FORM),
                @ExampleObject(name = "one product", value = SHORT_FORM)
              }))
  @APIResponse(
      responseCode = "201",
      description = "Kafka has it",
      content = @Content(schema = @Schema(implementation = OrderView.class)))
  @APIResponse(
      responseCode = "200",
      description = "It was taken before",
      content = @Content(schema = @Schema(implementation = OrderView.class)))
  @APIResponse(responseCode = "400", description = "Every violation is named")
  @APIResponse(responseCode = "403", description = "The token is another customer's")
  @APIResponse(responseCode = "409", description = "The id has another content")
  @APIResponse(responseCode = "503", description = "Kafka did not acknowledge it in time")
  public Response take(
      byte[] body,
      @QueryParam("wait") @Nullable String wait,
      @QueryParam("timeout") @Nullable String timeout,
      @HeaderParam("Idempotency-Key") @Nullable String key) {
    Deadline deadline = timeouts.deadline(timeout);
    WaitFor waitFor = WaitFor.parse(wait);
    Optional<String> requestKey = requestKey(key);
    Asked asked = form.read(body, requestKey.map(OrdersResource::idFor));
    Caller caller = callers.get();
    caller.requireOwned("customerId", asked.content().customerId());
    Written written =
        writes.write(asked, requestKey.orElseGet(OrdersResource::freshId), deadline, caller);
    OrderView order = wait == null ? written.order() : seen(written, waitFor, deadline, caller);
    if (!order.contentHash().equals(asked.content().contentHash())) {
      throw new ProblemException(
          Problem.conflict("Another order took the id " + asked.id() + " at the same time."));
    }
    return withToken(
            written.isNew()
                ? at(Response.status(Response.Status.CREATED), asked.id())
                : Response.ok(),
            written.token())
        .entity(order)
        .build();
  }

  private OrderView seen(Written written, WaitFor wait, Deadline deadline, Caller caller) {
    Wanted wanted = new Wanted(written.order().id(), wait, null, deadline, caller);
    return lookup.find(wanted, deadline).orElse(written.order());
  }

  /** Shows an order; waits for it if it must. */
  @GET
  @Path("/{id}")
  @Operation(
      summary = "An order",
      description =
          "Waits until the order is there, reflects the position, and has come as far as wait says."
              + " 404 when there is none at the timeout, 504 when it has not come that far.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = OrderView.class)))
  @APIResponse(responseCode = "404", description = "No such order until the timeout")
  @APIResponse(responseCode = "504", description = "Not that far until the timeout")
  public CompletionStage<Response> show(
      @PathParam("id") String id,
      @QueryParam("wait") @Nullable String wait,
      @QueryParam("timeout") @Nullable String timeout,
      @QueryParam("position") @Nullable String position,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    Deadline deadline = timeouts.deadline(timeout);
    WaitFor goal = WaitFor.parse(wait);
    return reads.answer(Wanted.of(id, goal, position, deadline, callers.get()), uri, headers);
  }

  /** Shows an order once it is decided. */
  @GET
  @Path("/{id}/validated")
  @Operation(
      summary = "An order whose validation is decided, either way",
      description = "404 when there is none at the timeout, 504 when it is undecided then.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = OrderView.class)))
  @APIResponse(responseCode = "404", description = "No such order until the timeout")
  @APIResponse(responseCode = "504", description = "Undecided until the timeout")
  public CompletionStage<Response> showDecided(
      @PathParam("id") String id,
      @QueryParam("timeout") @Nullable String timeout,
      @QueryParam("position") @Nullable String position,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    Deadline deadline = timeouts.deadline(timeout);
    return reads.answer(
        Wanted.of(id, WaitFor.VALIDATED, position, deadline, callers.get()), uri, headers);
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
    String requestId = requestKey(key).orElseGet(OrdersResource::freshId);
    Deadline deadline = timeouts.deadline(timeout);
    OrderView order = existing(id, position, deadline);
    if (order.cancellation() != null) {
      return Response.ok(order).build();
    }
    if (order.state().isFinal()) {
      throw refused(order, "cancelled");
    }
    return noted(
        order, writes.request(id, deadline, at -> log.cancellation(id, requestId, at, reason)));
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
    String requestId = requestKey(key).orElseGet(OrdersResource::freshId);
    Deadline deadline = timeouts.deadline(timeout);
    OrderView order = existing(id, position, deadline);
    if (order.state() == OrderState.SHIPPED) {
      return Response.ok(order).build();
    }
    if (order.state() != OrderState.CONFIRMED || order.cancellation() != null) {
      throw refused(order, "shipped");
    }
    return noted(
        order, writes.request(id, deadline, at -> log.shipment(id, requestId, at, reference)));
  }

  private OrderView existing(String id, @Nullable String position, Deadline deadline) {
    Wanted wanted = Wanted.of(id, WaitFor.CREATED, position, deadline, callers.get());
    return lookup
        .find(wanted, wanted.deadline())
        .orElseThrow(() -> OrderReads.notFound(wanted.id()));
  }

  private static Response noted(OrderView order, PositionToken token) {
    return withToken(at(Response.accepted(order), order.id()), token).build();
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

  private static Optional<String> requestKey(@Nullable String key) {
    if (key != null && (key.isBlank() || key.length() > MAX_KEY_CHARS)) {
      throw new ProblemException(
          Problem.invalid("Idempotency-Key", "must be 1 to " + MAX_KEY_CHARS + " characters"));
    }
    return Optional.ofNullable(key);
  }

  /** The same key always names the same order, on any instance and after any restart. */
  private static String idFor(String key) {
    return UUID.nameUUIDFromBytes(key.getBytes(UTF_8)).toString();
  }

  private static String freshId() {
    return UUID.randomUUID().toString();
  }

  /** Relative, so that it is right behind a proxy too. */
  private static Response.ResponseBuilder at(Response.ResponseBuilder response, String id) {
    return response.header(HttpHeaders.LOCATION, "/v1/orders/" + id);
  }

  private static Response.ResponseBuilder withToken(
      Response.ResponseBuilder response, @Nullable PositionToken token) {
    return token == null ? response : response.header(PositionToken.HEADER, token);
  }
}
