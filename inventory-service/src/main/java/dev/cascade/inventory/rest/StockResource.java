package dev.cascade.inventory.rest;

import dev.cascade.inventory.domain.AdjustmentRequest;
import dev.cascade.inventory.rest.InventoryReads.Asked;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Stock over HTTP. */
@Path("/v1/stock/{productId}")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RunOnVirtualThread
@Tag(name = "Stock", description = "What is on hand, what is promised, and changes to it")
public class StockResource {

  private static final Set<String> FIELDS = Set.of("adjustmentId", "delta", "reason");
  private static final int MOST_REASON = 200;
  private static final Pattern MILLIS = Pattern.compile("[0-9]{1,15}");

  private final InventoryReads reads;
  private final Adjusting adjusting;
  private final Patience patience;

  StockResource(InventoryReads reads, Adjusting adjusting, Patience patience) {
    this.reads = reads;
    this.adjusting = adjusting;
    this.patience = patience;
  }

  /** The product's stock, once it was announced. */
  @GET
  @Operation(summary = "A product's stock as committed; waits until it is there")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = StockView.class)))
  @APIResponse(responseCode = "404", description = "Not there within the timeout")
  public CompletionStage<Response> get(
      @PathParam("productId") String productId,
      @Parameter(description = "Milliseconds") @QueryParam("timeout") @Nullable String timeout,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    Input input = Input.none();
    input.id("productId", productId);
    Deadline deadline = patience.toRead(input, timeout, headers);
    input.check();
    return reads.stock(productId, new Asked(uri, headers, deadline));
  }

  /** Changes what is on hand. */
  @POST
  @Path("/adjustments")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Change what is on hand; answers with the decision")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = Bodies.Adjust.class),
              example = "{\"adjustmentId\":\"delivery-17\",\"delta\":10,\"reason\":\"delivery\"}"))
  @APIResponse(
      responseCode = "201",
      description = "Made",
      content = @Content(schema = @Schema(implementation = StockView.class)))
  @APIResponse(responseCode = "200", description = "Was made before; nothing changed")
  @APIResponse(responseCode = "404", description = "No such product")
  @APIResponse(responseCode = "409", description = "Refused, with the reason")
  @APIResponse(responseCode = "503", description = "Undecided in time; safe to repeat with its id")
  public CompletionStage<Response> adjust(
      @PathParam("productId") String productId,
      @Parameter(description = "Milliseconds") @QueryParam("timeout") @Nullable String timeout,
      @Parameter(hidden = true) byte @Nullable [] body,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    Input input = Input.of(body, FIELDS);
    AdjustmentRequest request = request(productId, input);
    Duration wait = patience.toWrite(input, timeout, headers);
    input.check();
    return adjusting.adjust(request, wait, uri, headers);
  }

  /** What became of the product's latest adjustment. */
  @GET
  @Path("/adjustments/{adjustmentId}")
  @Operation(
      summary = "The stock after the product's latest adjustment; waits until it is that one")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = StockView.class)))
  @APIResponse(responseCode = "404", description = "Not the latest one within the timeout")
  public CompletionStage<Response> adjustment(
      @PathParam("productId") String productId,
      @PathParam("adjustmentId") String adjustmentId,
      @Parameter(description = "Only the request of that time, in milliseconds of the epoch")
          @QueryParam("askedAt")
          @Nullable String askedAt,
      @Parameter(description = "Milliseconds") @QueryParam("timeout") @Nullable String timeout,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    Input input = Input.none();
    input.id("productId", productId);
    input.id("adjustmentId", adjustmentId);
    if (askedAt != null && !MILLIS.matcher(askedAt).matches()) {
      input.violated("askedAt", "must be milliseconds of the epoch");
    }
    Deadline deadline = patience.toRead(input, timeout, headers);
    input.check();
    return reads.adjustment(
        productId,
        result ->
            result.adjustmentId().equals(adjustmentId)
                && (askedAt == null || result.askedAt().toEpochMilli() == Long.parseLong(askedAt)),
        new Asked(uri, headers, deadline));
  }

  private static AdjustmentRequest request(String productId, Input input) {
    input.id("productId", productId);
    String id = input.optionalId("adjustmentId").orElseGet(() -> UUID.randomUUID().toString());
    long delta = input.requiredNonZero("delta");
    String reason = input.text("reason", MOST_REASON).orElse("");
    // The topic keeps milliseconds, and the answer is recognised by this time.
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return new AdjustmentRequest(productId, id, delta, reason, now);
  }
}
