package dev.cascade.payments.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.payments.domain.Money;
import dev.cascade.payments.domain.account.AccountStatus;
import dev.cascade.payments.rest.Reads.Asked;
import dev.cascade.streams.identity.Caller;
import dev.cascade.streams.identity.CurrentCaller;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Accounts over HTTP: opened, and read. */
@Path("/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RunOnVirtualThread
@Tag(name = "Accounts", description = "Who gives and receives")
public class AccountResource {

  private static final Set<String> FIELDS = Set.of("id", "currency", "overdraftLimit");

  private final Reads reads;
  private final AccountCommands commands;
  private final Patience patience;
  private final AccountPages pages;
  private final Statements statements;
  private final CurrentCaller callers;

  AccountResource(
      Reads reads,
      AccountCommands commands,
      Patience patience,
      AccountPages pages,
      Statements statements,
      CurrentCaller callers) {
    this.reads = reads;
    this.commands = commands;
    this.patience = patience;
    this.pages = pages;
    this.statements = statements;
    this.callers = callers;
  }

  /** Opens an account. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Open an account; answers once it can be read")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = AccountView.class),
              example = "{\"id\":\"c-1\",\"currency\":\"EUR\",\"overdraftLimit\":\"0.00\"}"))
  @APIResponse(
      responseCode = "201",
      description = "Opened",
      content = @Content(schema = @Schema(implementation = AccountView.class)))
  @APIResponse(responseCode = "200", description = "Was open with the same terms before")
  @APIResponse(responseCode = "400", description = "Every violation of the input, by field")
  @APIResponse(responseCode = "403", description = "The token is another customer's")
  @APIResponse(responseCode = "409", description = "Exists with other terms")
  @APIResponse(responseCode = "504", description = "Asked for, and not yet known what became of it")
  public CompletionStage<Response> open(
      @Parameter(hidden = true) @Nullable JsonNode body,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    Input input = Input.of(body, FIELDS);
    String id = input.requiredAccountId("id");
    String currency = input.currency("currency");
    Money limit = input.limit("overdraftLimit", currency);
    input.check();
    Asked asked = new Asked(uri, headers, Deadline.in(patience.usualWrite()), callers.get());
    requireModest(asked.caller(), id, limit);
    return reads
        .account(id, null, asked.at(AccountCommands.uri(uri, id).with(Reads.WAIT, false)))
        .thenCompose(found ->
            found.getStatus() == 404
                ? opened(id, limit, asked)
                : CompletableFuture.completedFuture(found))
        .thenApply(answer -> openAnswer(answer, id, limit, uri));
  }

  /** Who opens an account for himself does not give himself credit. */
  private static void requireModest(Caller caller, String id, Money limit) {
    caller.requireOwned("id", id);
    if (!caller.seesAll() && limit.minorUnits() != 0) {
      throw new ProblemException(
          Problem.of(403, "Forbidden", "Only an operator grants an overdraftLimit; leave it out."));
    }
  }

  private CompletionStage<Response> opened(String id, Money limit, Asked asked) {
    return commands
        .opened(id, limit, asked)
        .thenApply(answer ->
            answer.getStatus() == 200
                ? Response.status(201).entity(reads.entity(answer, AccountView.class)).build()
                : answer);
  }

  private Response openAnswer(Response answer, String id, Money limit, UriInfo uri) {
    if (answer.getStatus() == 404) {
      throw new ProblemException(
          Problem.unavailable("The account is not open yet; it is safe to send this again."));
    }
    if (answer.getStatus() >= 300) {
      return answer;
    }
    AccountView account = reads.entity(answer, AccountView.class);
    if (!account.currency().equals(limit.currency())
        || !account.overdraftLimit().equals(limit.toDecimal())
        || account.status() == AccountStatus.CLOSED) {
      throw new ProblemException(
          Problem.conflict("The account " + id + " exists with other terms."));
    }
    return Response.status(answer.getStatus())
        .entity(account)
        .location(AccountCommands.uri(uri, id).getAbsolutePath())
        .build();
  }

  /** The account, once it is there. */
  @GET
  @Path("/{id}")
  @Operation(summary = "An account after its latest entry, or as it was at a past moment")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = AccountView.class)))
  @APIResponse(responseCode = "404", description = "Not there within the timeout")
  @APIResponse(responseCode = "504", description = "The past moment is not found in time")
  public CompletionStage<Response> get(
      @PathParam("id") String id,
      @Parameter(description = "Milliseconds") @QueryParam("timeout") @Nullable String timeout,
      @Parameter(description = "A past moment, such as 2030-01-01T10:00:00Z") @QueryParam("at")
          @Nullable String at,
      @Parameter(hidden = true) @QueryParam(Reads.COMMAND) @Nullable String command,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    Input input = Input.none();
    input.id("id", id);
    var moment = Statements.moment(input, at);
    Deadline deadline = patience.toRead(input, timeout, headers);
    input.check();
    Asked asked = new Asked(uri, headers, deadline, callers.get());
    return moment.isPresent()
        ? reads.ofAccount(id, asked, () -> statements.at(id, moment.get(), deadline))
        : reads.account(id, command, asked);
  }

  /** A page of an account's entries, the newest first. */
  @GET
  @Path("/{id}/statement")
  @Operation(summary = "The entries of an account page by page, the newest first")
  public CompletionStage<Response> statement(
      @PathParam("id") String id,
      @Parameter(description = "1 to 1000, 100 by default") @QueryParam("limit")
          @Nullable String limit,
      @Parameter(description = "As the last page gave it") @QueryParam("cursor")
          @Nullable String cursor,
      @Parameter(description = "Milliseconds") @QueryParam("timeout") @Nullable String timeout,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    Input input = Input.none();
    input.id("id", id);
    int most = AccountPages.limit(input, limit);
    long before = Statements.cursor(input, cursor);
    Deadline deadline = patience.toRead(input, timeout, headers);
    input.check();
    return reads.ofAccount(
        id,
        new Asked(uri, headers, deadline, callers.get()),
        () -> statements.page(id, before, most));
  }

  /** A page of all accounts, by id. */
  @GET
  @Operation(summary = "Accounts page by page, in the order of their ids")
  @APIResponse(responseCode = "200", description = "The page")
  @APIResponse(responseCode = "504", description = "Not all are read within the timeout")
  public CompletionStage<Response> list(
      @Parameter(description = "1 to 1000, 100 by default") @QueryParam("limit")
          @Nullable String limit,
      @Parameter(description = "As the last page gave it") @QueryParam("cursor")
          @Nullable String cursor,
      @Parameter(description = "Milliseconds") @QueryParam("timeout") @Nullable String timeout,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    Input input = Input.none();
    int most = AccountPages.limit(input, limit);
    Deadline deadline = patience.toRead(input, timeout, headers);
    input.check();
    return pages.page(cursor, most, new Asked(uri, headers, deadline, callers.get()));
  }
}
