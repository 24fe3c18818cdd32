package dev.cascade.fraud.rest;

import dev.cascade.fraud.config.FraudSettings;
import dev.cascade.fraud.topology.FraudViews;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.query.OwnerReads;
import dev.cascade.streams.query.OwnerReads.OwnedRead;
import dev.cascade.streams.runtime.ManagedStreams;
import dev.cascade.streams.runtime.StreamsRuntime;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
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
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What customers spend, over HTTP. */
@Path("/v1/fraud/customers")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RunOnVirtualThread
@Tag(name = "Fraud", description = "Spending within one hour, and its limit")
public class CustomerResource {

  private final FraudViews views;
  private final StreamsRuntime runtime;
  private final OwnerReads owners;
  private final FraudSettings settings;
  private final InstantSource clock;

  CustomerResource(
      FraudViews views,
      StreamsRuntime runtime,
      OwnerReads owners,
      FraudSettings settings,
      InstantSource clock) {
    this.views = views;
    this.runtime = runtime;
    this.owners = owners;
    this.settings = settings;
    this.clock = clock;
  }

  /** What the customer spends. */
  @GET
  @Path("/{id}")
  @Operation(
      summary = "What a customer's live orders of the last hour come to, as committed",
      description = "A customer who has ordered nothing lately spends nothing: no currencies.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SpendingView.class)))
  @APIResponse(responseCode = "400", description = "Every violation of the input, by field")
  @APIResponse(responseCode = "503", description = "Starting or rebalancing; try again")
  public CompletionStage<Response> spending(
      @PathParam("id") String id,
      @Parameter(description = "Milliseconds") @QueryParam("timeout") @Nullable String timeout,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    FraudQuery query = new FraudQuery();
    query.id("id", id);
    Duration patience = query.timeout(timeout, settings.readTimeout(), settings.longestTimeout());
    query.check();
    ManagedStreams application = runtime.application(FraudViews.NAME);
    return owners.read(
        new OwnedRead(
            application,
            views.spending().store(),
            id,
            uri,
            headers,
            Deadline.in(patience),
            () -> CompletableFuture.completedFuture(here(application, id))));
  }

  private Response here(ManagedStreams application, String id) {
    SpendingView view =
        views
            .spending()
            .find(application, id)
            .map(report -> SpendingView.of(report, settings.window(), clock.instant()))
            .orElseGet(() -> SpendingView.nothing(id, settings.window()));
    return Response.ok(view).build();
  }
}
