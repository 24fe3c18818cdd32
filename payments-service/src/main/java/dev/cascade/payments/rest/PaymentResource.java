package dev.cascade.payments.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.payments.domain.Instruction;
import dev.cascade.payments.domain.MerchantAccounts;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.PaymentKind;
import dev.cascade.payments.publishing.PaymentsWriter;
import dev.cascade.payments.rest.Reads.Asked;
import dev.cascade.streams.identity.Caller;
import dev.cascade.streams.identity.CurrentCaller;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.tracing.RequestTrace;
import io.smallrye.common.annotation.Blocking;
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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Payments over HTTP. */
@Path("/v1/payments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Payments", description = "Moves money between accounts, each payment once")
public class PaymentResource {

  private static final Set<String> FIELDS =
      Set.of("id", "kind", "debtorAccount", "creditorAccount", "amount", "currency");
  private static final Set<String> FOLLOW_UP_FIELDS = Set.of("id", "amount");

  private static final Set<String> VOID_FIELDS = Set.of("id");

  /** Other things are read under these names. */
  private static final Set<String> RESERVED_IDS = Set.of("stats", "throughput");

  private final Reads reads;
  private final PaymentsWriter writer;
  private final Patience patience;
  private final ObjectMapper json;
  private final RequestTrace trace;
  private final CurrentCaller callers;
  private final Clock clock = Clock.systemUTC();

  /** What a follow-up may say; nothing of it is required. */
  record FollowUpView(@Nullable String id, @Nullable String amount) {}

  /** What a void may say; it lets go of the whole hold. */
  record VoidView(@Nullable String id) {}

  PaymentResource(
      Reads reads,
      PaymentsWriter writer,
      Patience patience,
      ObjectMapper json,
      RequestTrace trace,
      CurrentCaller callers) {
    this.reads = reads;
    this.writer = writer;
    this.patience = patience;
    this.json = json;
    this.trace = trace;
    this.callers = callers;
  }

  /** Submits a transfer or an authorisation. */
  @POST
  @Blocking
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
            newId(input),
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
    return submit(instruction, asked, trace.headers());
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

  /** Gives money of a completed payment back. */
  @POST
  @Path("/{id}/refunds")
  @Blocking
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
  @Path("/{id}/capture")
  @Blocking
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
  @Path("/{id}/void")
  @Blocking
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
    Input input =
        Input.optional(body, kind == PaymentKind.VOID ? VOID_FIELDS : FOLLOW_UP_FIELDS, json);
    input.id("id", originalId);
    String id = newId(input);
    input.check();
    Asked asked = asked(uri, headers, Deadline.in(patience.usualWrite()));
    Headers ofRequest = trace.headers();
    return reads
        .payment(originalId, asked.at(withoutWait(uri, originalId)))
        .thenCompose(found ->
            found.getStatus() == 200
                ? submit(
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

  private CompletionStage<Response> submit(
      Instruction instruction, Asked asked, Headers ofRequest) {
    return reads
        .payment(instruction.id(), asked.at(withoutWait(asked.uri(), instruction.id())))
        .thenCompose(known ->
            known.getStatus() == 404
                ? writer
                    .submit(new Payment.Incoming(instruction), ofRequest)
                    .thenApply(_ -> accepted(instruction, asked.uri()))
                : CompletableFuture.completedFuture(repeated(known, instruction)));
  }

  private static Response accepted(Instruction instruction, UriInfo uri) {
    return Response.accepted(PaymentView.of(new Payment.Incoming(instruction)))
        .location(ReadUri.of(uri, "v1", "payments", instruction.id()).getAbsolutePath())
        .build();
  }

  private Response repeated(Response known, Instruction instruction) {
    return known.getStatus() != 200
            || reads.entity(known, PaymentView.class).asksTheSameAs(instruction)
        ? known
        : Reads.problem(Problem.conflict("Another payment has the id " + instruction.id() + "."));
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

  private static ReadUri withoutWait(UriInfo uri, String id) {
    return ReadUri.of(uri, "v1", "payments", id).with(Reads.WAIT, false);
  }

  private static String newId(Input input) {
    Optional<String> id = input.optionalId("id");
    if (id.filter(RESERVED_IDS::contains).isPresent()) {
      input.violated("id", "is reserved");
    }
    return id.orElseGet(PaymentResource::freshId);
  }

  private static String freshId() {
    return UUID.randomUUID().toString();
  }
}
