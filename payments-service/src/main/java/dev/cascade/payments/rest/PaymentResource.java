package dev.cascade.payments.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.payments.domain.Instruction;
import dev.cascade.payments.domain.MerchantAccounts;
import dev.cascade.payments.domain.PaymentKind;
import dev.cascade.payments.rest.Reads.Asked;
import dev.cascade.streams.identity.Caller;
import dev.cascade.streams.identity.CurrentCaller;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.tracing.RequestTrace;
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
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Payments over HTTP: submitted, and read. */
@Path("/v1/payments")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RunOnVirtualThread
@Tag(name = "Payments", description = "Moves money between accounts, each payment once")
public class PaymentResource {

  private static final Set<String> FIELDS =
      Set.of("id", "kind", "debtorAccount", "creditorAccount", "amount", "currency");

  private final Reads reads;
  private final Submissions submissions;
  private final Patience patience;
  private final RequestTrace trace;
  private final CurrentCaller callers;
  private final Clock clock = Clock.systemUTC();

  PaymentResource(
      Reads reads,
      Submissions submissions,
      Patience patience,
      RequestTrace trace,
      CurrentCaller callers) {
    this.reads = reads;
    this.submissions = submissions;
    this.patience = patience;
    this.trace = trace;
    this.callers = callers;
  }

  /** Submits a transfer or an authorisation. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Submit a payment; answers once Kafka has it, before it is carried out")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = PaymentView.class),
              example =
                  "{\"id\":\"p-1\",\"debtorAccount\":\"world\",\"creditorAccount\":\"c-1\","
                      + "\"amount\":\"12.34\",\"currency\":\"EUR\"}"))
  @APIResponse(
      responseCode = "202",
      description = "Submitted; Location says where to follow it",
      content = @Content(schema = @Schema(implementation = PaymentView.class)))
  @APIResponse(responseCode = "200", description = "The same payment was submitted before")
  @APIResponse(responseCode = "400", description = "Every violation of the input, by field")
  @APIResponse(responseCode = "403", description = "The debtor is not the token's")
  @APIResponse(responseCode = "409", description = "Another payment has this id")
  public CompletionStage<Response> post(
      @Parameter(hidden = true) @Nullable JsonNode body,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    Input input = Input.of(body, FIELDS);
    String currency = input.currency("currency");
    Instruction instruction =
        new Instruction(
            Submissions.newId(input),
            input.oneOf("kind", List.of(PaymentKind.TRANSFER, PaymentKind.AUTHORISATION)),
            null,
            null,
            input.requiredAccountId("debtorAccount"),
            input.requiredAccountId("creditorAccount"),
            input.amount("amount", currency),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    if (instruction.debtor().equals(instruction.creditor()) && !instruction.debtor().isEmpty()) {
      input.violated("creditorAccount", "must not be the debtor's account");
    }
    input.check();
    Asked asked = asked(uri, headers, Deadline.in(patience.usualWrite()));
    requireOwnMoney(asked.caller(), instruction.debtor());
    return submissions.submit(instruction, asked, trace.headers());
  }

  /** Not that of the house either, whatever somebody is called. */
  private static void requireOwnMoney(Caller caller, String debtor) {
    caller.requireOwned("debtorAccount", debtor);
    if (!caller.seesAll() && MerchantAccounts.include(debtor)) {
      throw new ProblemException(
          Problem.of(403, "Forbidden", "Only an operator pays from an account of the house."));
    }
  }

  /** The payment, once it is known. */
  @GET
  @Path("/{id}")
  @Operation(summary = "A payment in its latest state; waits until it is known")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = PaymentView.class)))
  @APIResponse(responseCode = "404", description = "Unknown within the timeout")
  public CompletionStage<Response> get(
      @PathParam("id") String id,
      @Parameter(description = "Milliseconds") @QueryParam("timeout") @Nullable String timeout,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    return reads.payment(id, asked(id, timeout, uri, headers));
  }

  /** The payment, once it ended. */
  @GET
  @Path("/{id}/completed")
  @Operation(summary = "A payment that ended; waits until it did")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = PaymentView.class)))
  @APIResponse(responseCode = "404", description = "Unknown within the timeout")
  @APIResponse(responseCode = "504", description = "Known, and not ended within the timeout")
  public CompletionStage<Response> completed(
      @PathParam("id") String id,
      @Parameter(description = "Milliseconds") @QueryParam("timeout") @Nullable String timeout,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    return reads.completed(id, asked(id, timeout, uri, headers));
  }

  private Asked asked(String id, @Nullable String timeout, UriInfo uri, HttpHeaders headers) {
    Input input = Input.none();
    input.id("id", id);
    Deadline deadline = patience.toRead(input, timeout, headers);
    input.check();
    return asked(uri, headers, deadline);
  }

  private Asked asked(UriInfo uri, HttpHeaders headers, Deadline deadline) {
    return new Asked(uri, headers, deadline, callers.get());
  }
}
