package dev.cascade.payments.rest;

import dev.cascade.payments.rest.Reads.Asked;
import dev.cascade.payments.timeline.PaymentTimeline;
import dev.cascade.streams.identity.CurrentCaller;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.query.ReadUri;
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
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** All that happened to a payment. */
@Path("/v1/payments")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RunOnVirtualThread
@Tag(name = "Payments")
public class TimelineResource {

  private static final Set<String> UNDER_WAY = Set.of("INCOMING", "AUTHORISED");
  private static final Executor READING = task -> Thread.ofVirtual().start(task);

  private final Reads reads;
  private final PaymentTimeline timeline;
  private final Patience patience;
  private final CurrentCaller callers;
  private final Clock clock = Clock.systemUTC();

  TimelineResource(
      Reads reads, PaymentTimeline timeline, Patience patience, CurrentCaller callers) {
    this.reads = reads;
    this.timeline = timeline;
    this.patience = patience;
    this.callers = callers;
  }

  /** Tells each fact of a payment, from its submission to its confirmation. */
  @GET
  @Path("/{id}/timeline")
  @Operation(
      summary = "Each fact of a payment, from its submission to its confirmation",
      description =
          "Read from the committed topics when it is asked for: the payment's states, the entries"
              + " of its two accounts, and what its order was told; the entries of transit accounts"
              + " are not part of it. Times are the records' timestamps, which is when the writer"
              + " decided; so the time from one fact to the next is the commit of the one before,"
              + " the way to the next reader (at the gate: however long it was held), and what it"
              + " did until it decided, not the latter alone. What is not kept any more, or was"
              + " not read in time, is named under missing, and complete is false. Waits until the payment"
              + " is known, as the other reads do.")
  @APIResponse(
      responseCode = "200",
      description = "What was found until the timeout",
      content = @Content(schema = @Schema(implementation = TimelineView.class)))
  @APIResponse(responseCode = "404", description = "Unknown within the timeout")
  @APIResponse(
      responseCode = "503",
      description = "As many timelines are read as may be, or Kafka does not answer")
  public CompletionStage<Response> tell(
      @PathParam("id") String id,
      @Parameter(description = "Milliseconds") @QueryParam("timeout") @Nullable String timeout,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    Input input = Input.none();
    input.id("id", id);
    Deadline known = patience.toRead(input, timeout, headers);
    input.check();
    Deadline deadline = patience.toTell(input, timeout, headers);
    ReadUri payment = ReadUri.of(uri, "v1", "payments", id);
    return reads
        .payment(id, new Asked(payment, headers, known, callers.get()))
        .thenCompose(found ->
            found.getStatus() == 200
                ? CompletableFuture.supplyAsync(
                    () -> told(reads.entity(found, PaymentView.class), deadline), READING)
                : CompletableFuture.completedFuture(found));
  }

  private Response told(PaymentView payment, Deadline deadline) {
    boolean underWay = UNDER_WAY.contains(payment.state());
    PaymentTimeline.Asked asked =
        new PaymentTimeline.Asked(
            payment.id(),
            payment.orderId(),
            payment.debtorAccount(),
            payment.creditorAccount(),
            payment.submittedAt(),
            underWay ? null : payment.updatedAt());
    return Response.ok(TimelineView.of(payment, timeline.of(asked, clock.instant(), deadline)))
        .build();
  }
}
