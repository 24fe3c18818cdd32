package dev.cascade.payments.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.payments.domain.Instruction;
import dev.cascade.payments.domain.PaymentKind;
import dev.cascade.payments.rest.Reads.Asked;
import dev.cascade.streams.identity.CurrentCaller;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.tracing.RequestTrace;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What follows a payment: its money given back, taken, or let go of. */
@Path("/v1/payments/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RunOnVirtualThread
@Tag(name = "Payments")
public class FollowUpResource {

  private static final Set<String> FIELDS = Set.of("id", "amount");
  private static final Set<String> VOID_FIELDS = Set.of("id");

  private final Reads reads;
  private final Submissions submissions;
  private final Patience patience;
  private final ObjectMapper json;
  private final RequestTrace trace;
  private final CurrentCaller callers;
  private final Clock clock = Clock.systemUTC();

  /** What a follow-up may say; nothing of it is required. */
  record FollowUpView(@Nullable String id, @Nullable String amount) {}

  /** What a void may say; it lets go of the whole hold. */
  record VoidView(@Nullable String id) {}

  FollowUpResource(
      Reads reads,
      Submissions submissions,
      Patience patience,
      ObjectMapper json,
      RequestTrace trace,
      CurrentCaller callers) {
    this.reads = reads;
    this.submissions = submissions;
    this.patience = patience;
    this.json = json;
    this.trace = trace;
    this.callers = callers;
  }

  /** Gives money of a completed payment back. */
  @POST
  @Path("/refunds")
  @Consumes(MediaType.WILDCARD)
  @RequestBody(content = @Content(schema = @Schema(implementation = FollowUpView.class)))
  @Operation(summary = "Refund a payment, the whole of it unless an amount is named")
  @APIResponse(
      responseCode = "202",
      description = "Submitted; Location says where to follow it",
      content = @Content(schema = @Schema(implementation = PaymentView.class)))
  @APIResponse(responseCode = "404", description = "No such payment")
  public CompletionStage<Response> refund(
      @PathParam("id") String id,
      @Nullable String body,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    return followUp(PaymentKind.REFUND, id, body, uri, headers);
  }

  /** Moves what an authorisation holds. */
  @POST
  @Path("/capture")
  @Consumes(MediaType.WILDCARD)
  @RequestBody(content = @Content(schema = @Schema(implementation = FollowUpView.class)))
  @Operation(summary = "Capture an authorisation, the whole of it unless an amount is named")
  @APIResponse(
      responseCode = "202",
      description = "Submitted; Location says where to follow it",
      content = @Content(schema = @Schema(implementation = PaymentView.class)))
  @APIResponse(responseCode = "404", description = "No such payment")
  public CompletionStage<Response> capture(
      @PathParam("id") String id,
      @Nullable String body,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    return followUp(PaymentKind.CAPTURE, id, body, uri, headers);
  }

  /** Lets go of what an authorisation holds. */
  @POST
  @Path("/void")
  @Consumes(MediaType.WILDCARD)
  @RequestBody(content = @Content(schema = @Schema(implementation = VoidView.class)))
  @Operation(summary = "Void an authorisation")
  @APIResponse(
      responseCode = "202",
      description = "Submitted; Location says where to follow it",
      content = @Content(schema = @Schema(implementation = PaymentView.class)))
  @APIResponse(responseCode = "404", description = "No such payment")
  public CompletionStage<Response> release(
      @PathParam("id") String id,
      @Nullable String body,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    return followUp(PaymentKind.VOID, id, body, uri, headers);
  }

  private CompletionStage<Response> followUp(
      PaymentKind kind,
      String originalId,
      @Nullable String body,
      UriInfo uri,
      HttpHeaders headers) {
    Input input = Input.optional(body, kind == PaymentKind.VOID ? VOID_FIELDS : FIELDS, json);
    input.id("id", originalId);
    String id = Submissions.newId(input);
    input.check();
    Asked asked = new Asked(uri, headers, Deadline.in(patience.usualWrite()), callers.get());
    Headers ofRequest = trace.headers();
    return reads
        .payment(originalId, asked.at(Submissions.withoutWait(uri, originalId)))
        .thenCompose(found ->
            found.getStatus() == 200
                ? submissions.submit(
                    followUp(kind, id, reads.entity(found, PaymentView.class), input),
                    asked,
                    ofRequest)
                : CompletableFuture.completedFuture(found));
  }

  private Instruction followUp(PaymentKind kind, String id, PaymentView original, Input input) {
    var amount = input.optionalAmount("amount", original.currency());
    if (id.equals(original.id())) {
      input.violated("id", "must not be the id of the original payment");
    }
    input.check();
    boolean back = kind == PaymentKind.REFUND;
    return new Instruction(
        id,
        kind,
        original.id(),
        null,
        back ? original.creditorAccount() : original.debtorAccount(),
        back ? original.debtorAccount() : original.creditorAccount(),
        kind == PaymentKind.VOID ? original.money() : amount.orElseGet(original::money),
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }
}
