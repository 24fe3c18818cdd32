package dev.cascade.payments.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.payments.domain.Money;
import dev.cascade.payments.domain.account.AccountCommand;
import dev.cascade.payments.domain.account.TransitAccount;
import dev.cascade.payments.rest.Reads.Asked;
import dev.cascade.streams.identity.CurrentCaller;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.query.Deadline;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What operators do to an account; each answers with the account once it is done. */
@Path("/v1/accounts/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RunOnVirtualThread
@Tag(name = "Accounts")
public class AccountOperations {

  private static final String NOT_ANSWERED =
      "Asked, and not answered in time; it is safe to ask again";

  private final Reads reads;
  private final AccountCommands commands;
  private final Patience patience;
  private final CurrentCaller callers;

  AccountOperations(
      Reads reads, AccountCommands commands, Patience patience, CurrentCaller callers) {
    this.reads = reads;
    this.commands = commands;
    this.patience = patience;
    this.callers = callers;
  }

  /** Lets the account take no part in payments for now. */
  @POST
  @Path("/freeze")
  @Operation(summary = "Freeze an account; it neither gives nor receives")
  @APIResponse(
      responseCode = "200",
      description = "The account after it",
      content = @Content(mediaType = MediaType.APPLICATION_JSON))
  @APIResponse(responseCode = "504", description = NOT_ANSWERED)
  public CompletionStage<Response> freeze(
      @PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
    return operate(id, new AccountCommand.Freeze(), uri, headers);
  }

  /** Lets the account take part in payments again. */
  @POST
  @Path("/unfreeze")
  @Operation(summary = "Unfreeze an account")
  @APIResponse(
      responseCode = "200",
      description = "The account after it",
      content = @Content(mediaType = MediaType.APPLICATION_JSON))
  @APIResponse(responseCode = "504", description = NOT_ANSWERED)
  public CompletionStage<Response> unfreeze(
      @PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
    return operate(id, new AccountCommand.Unfreeze(), uri, headers);
  }

  /** Ends the account. */
  @POST
  @Path("/close")
  @Operation(summary = "Close an account whose balance is zero")
  @APIResponse(
      responseCode = "200",
      description = "The account after it",
      content = @Content(schema = @Schema(implementation = AccountView.class)))
  @APIResponse(responseCode = "409", description = "The balance is not zero")
  @APIResponse(responseCode = "504", description = NOT_ANSWERED)
  public CompletionStage<Response> close(
      @PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
    return operate(id, new AccountCommand.Close(), uri, headers);
  }

  /** Sets how far below zero the balance may go. */
  @PUT
  @Path("/overdraft-limit")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Set how far below zero the balance may go")
  @RequestBody(content = @Content(schema = @Schema(implementation = Bodies.OverdraftLimit.class)))
  @APIResponse(
      responseCode = "200",
      description = "The account after it",
      content = @Content(mediaType = MediaType.APPLICATION_JSON))
  @APIResponse(responseCode = "504", description = NOT_ANSWERED)
  public CompletionStage<Response> limit(
      @PathParam("id") String id,
      @Parameter(hidden = true) @Nullable JsonNode body,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    Input input = Input.of(body, Set.of("overdraftLimit", "currency"));
    Money limit = input.requiredLimit("overdraftLimit", input.currency("currency"));
    input.check();
    return operate(
        id,
        new AccountCommand.SetOverdraft(limit.minorUnits()),
        account -> requireCurrency(account, limit.currency()),
        uri,
        headers);
  }

  private static void requireCurrency(AccountView account, String currency) {
    if (!account.currency().equals(currency)) {
      throw new ProblemException(
          Problem.conflict(
              "The account is in " + account.currency() + ", not in " + currency + "."));
    }
  }

  private CompletionStage<Response> operate(
      String id, AccountCommand.Wish wish, UriInfo uri, HttpHeaders headers) {
    return operate(id, wish, _ -> {}, uri, headers);
  }

  private CompletionStage<Response> operate(
      String id,
      AccountCommand.Wish wish,
      Consumer<AccountView> check,
      UriInfo uri,
      HttpHeaders headers) {
    Input input = Input.none();
    input.id("id", id);
    input.check();
    if (TransitAccount.isOne(id)) {
      throw new ProblemException(
          Problem.conflict("A transit account follows from entries alone, nobody changes it."));
    }
    Asked asked = new Asked(uri, headers, Deadline.in(patience.usualWrite()), callers.get());
    return reads
        .account(id, null, asked.at(AccountCommands.uri(uri, id).with(Reads.WAIT, false)))
        .thenCompose(found -> {
          if (found.getStatus() != 200) {
            return CompletableFuture.completedFuture(found);
          }
          check.accept(reads.entity(found, AccountView.class));
          return commands.answered(id, wish, asked);
        });
  }
}
