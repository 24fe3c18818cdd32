package dev.cascade.orders.rest;

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
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Orders: take them, show them. */
@Path("/v1/orders")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RunOnVirtualThread
@Tag(name = "Orders", description = "The paths work without /v1 as well")
public class OrdersResource {

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
  private final Timeouts timeouts;
  private final CurrentCaller callers;

  OrdersResource(
      OrderForm form,
      OrderReads reads,
      OrderLookup lookup,
      OrderWrites writes,
      Timeouts timeouts,
      CurrentCaller callers) {
    this.form = form;
    this.reads = reads;
    this.lookup = lookup;
    this.writes = writes;
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
    Optional<String> requestKey = RequestKey.read(key);
    Asked asked = form.read(body, requestKey.map(RequestKey::orderId));
    Caller caller = callers.get();
    caller.requireOwned("customerId", asked.content().customerId());
    Written written =
        writes.write(asked, requestKey.orElseGet(RequestKey::fresh), deadline, caller);
    OrderView order = wait == null ? written.order() : seen(written, waitFor, deadline, caller);
    if (!order.contentHash().equals(asked.content().contentHash())) {
      throw new ProblemException(
          Problem.conflict("Another order took the id " + asked.id() + " at the same time."));
    }
    return written.isNew()
        ? Answers.written(Response.Status.CREATED, order, written.token())
        : Answers.known(order, written.token());
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
}
