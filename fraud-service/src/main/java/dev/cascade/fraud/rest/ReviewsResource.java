package dev.cascade.fraud.rest;

import dev.cascade.fraud.config.FraudSettings;
import dev.cascade.fraud.contract.StoreSerdes.OrderKey;
import dev.cascade.fraud.domain.Review.Ruling;
import dev.cascade.fraud.rest.ReviewDecisions.Wish;
import dev.cascade.fraud.rest.ReviewReads.Asked;
import dev.cascade.fraud.rest.ReviewView.ReviewsView;
import dev.cascade.streams.identity.CurrentCaller;
import dev.cascade.streams.query.Deadline;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Orders near the limit that wait for a person, over HTTP. */
@Path("/v1/fraud/reviews")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RunOnVirtualThread
@Tag(name = "Reviews", description = "Orders near the limit that wait for a person")
public class ReviewsResource {

  private static final int USUAL_LIMIT = 50;
  private static final int MOST = 500;

  private final ReviewReads reads;
  private final ReviewDecisions decisions;
  private final FraudSettings settings;
  private final CurrentCaller callers;

  ReviewsResource(
      ReviewReads reads, ReviewDecisions decisions, FraudSettings settings, CurrentCaller callers) {
    this.reads = reads;
    this.decisions = decisions;
    this.settings = settings;
    this.callers = callers;
  }

  /** A page of those that wait. */
  @GET
  @Operation(summary = "The reviews that are open, page by page, those first whose time ends first")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ReviewsView.class)))
  @APIResponse(responseCode = "400", description = "Every violation of the input, by field")
  @APIResponse(responseCode = "503", description = "Starting or rebalancing; try again")
  public CompletionStage<Response> open(
      @Parameter(description = "Only this customer's") @QueryParam("customerId")
          @Nullable String customerId,
      @Parameter(description = "1 to 500, 50 by default") @QueryParam("limit")
          @Nullable String limit,
      @Parameter(description = "As the last page gave it") @QueryParam("cursor")
          @Nullable String cursor,
      @Parameter(description = "Milliseconds") @QueryParam("timeout") @Nullable String timeout,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    FraudQuery query = new FraudQuery();
    query.id("customerId", customerId);
    int most = query.limit(limit, USUAL_LIMIT, MOST);
    OrderKey after = query.cursor(cursor);
    Duration patience = query.timeout(timeout, settings.readTimeout(), settings.longestTimeout());
    query.check();
    return reads
        .open(customerId, after, most, new Asked(uri, headers, Deadline.in(patience)))
        .thenApply(page -> Response.ok(page).build());
  }

  /** One review. */
  @GET
  @Path("/{orderId}")
  @Operation(summary = "An order's review, open or ended: who decided, when and why")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ReviewView.class)))
  @APIResponse(responseCode = "404", description = "The order is and was under no review")
  @APIResponse(responseCode = "503", description = "Starting or rebalancing; try again")
  public CompletionStage<Response> one(
      @PathParam("orderId") String orderId,
      @Parameter(description = "Milliseconds") @QueryParam("timeout") @Nullable String timeout,
      @Parameter(hidden = true) @QueryParam(ReviewReads.ENDED) @Nullable String ended,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    FraudQuery query = new FraudQuery();
    query.id("orderId", orderId);
    Duration patience = query.timeout(timeout, settings.readTimeout(), settings.longestTimeout());
    query.check();
    return reads.review(orderId, new Asked(uri, headers, Deadline.in(patience)));
  }

  /** The order passes. */
  @POST
  @Path("/{orderId}/approve")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Let the order pass",
      description = "The first decision counts; the same one again is answered like the first.")
  @RequestBody(content = @Content(schema = @Schema(implementation = DecisionBody.Form.class)))
  @APIResponse(
      responseCode = "200",
      description = "It is approved, now or since earlier",
      content = @Content(schema = @Schema(implementation = ReviewView.class)))
  @APIResponse(responseCode = "400", description = "Every violation of the input, by field")
  @APIResponse(responseCode = "404", description = "The order is and was under no review")
  @APIResponse(responseCode = "409", description = "Decided otherwise, or too late")
  @APIResponse(responseCode = "503", description = "Kafka did not acknowledge it; ask again")
  @APIResponse(responseCode = "504", description = "Asked for, and not decided yet; ask again")
  public CompletionStage<Response> approve(
      @PathParam("orderId") String orderId,
      byte[] body,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    return decide(orderId, Ruling.APPROVE, body, uri, headers);
  }

  /** The order is refused. */
  @POST
  @Path("/{orderId}/decline")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Refuse the order",
      description =
          "The first decision counts; the same one again is answered like the first. The reason is"
              + " among the order's, for its customer to read.")
  @RequestBody(content = @Content(schema = @Schema(implementation = DecisionBody.Form.class)))
  @APIResponse(
      responseCode = "200",
      description = "It is declined, now or since earlier",
      content = @Content(schema = @Schema(implementation = ReviewView.class)))
  @APIResponse(responseCode = "400", description = "Every violation of the input, by field")
  @APIResponse(responseCode = "404", description = "The order is and was under no review")
  @APIResponse(responseCode = "409", description = "Decided otherwise, or too late")
  @APIResponse(responseCode = "503", description = "Kafka did not acknowledge it; ask again")
  @APIResponse(responseCode = "504", description = "Asked for, and not decided yet; ask again")
  public CompletionStage<Response> decline(
      @PathParam("orderId") String orderId,
      byte[] body,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    return decide(orderId, Ruling.DECLINE, body, uri, headers);
  }

  private CompletionStage<Response> decide(
      String orderId, Ruling ruling, byte[] body, UriInfo uri, HttpHeaders headers) {
    FraudQuery query = new FraudQuery();
    query.id("orderId", orderId);
    query.check();
    return decisions.decide(
        new Wish(
            orderId, ruling, DecisionBody.signature(body, callers.get().subject()), uri, headers));
  }
}
