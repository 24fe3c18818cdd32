package dev.cascade.payments.rest;

import dev.cascade.payments.domain.Money;
import dev.cascade.payments.domain.account.AccountCommand;
import dev.cascade.payments.publishing.PaymentsWriter;
import dev.cascade.payments.rest.Reads.Asked;
import dev.cascade.streams.query.ReadUri;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Hands commands about accounts to Kafka, and waits for what becomes of them. */
@ApplicationScoped
class AccountCommands {

  private final Reads reads;
  private final PaymentsWriter writer;
  private final Clock clock = Clock.systemUTC();

  AccountCommands(Reads reads, PaymentsWriter writer) {
    this.reads = reads;
    this.writer = writer;
  }

  /** Where an account is read. */
  static ReadUri uri(UriInfo uri, String id) {
    return ReadUri.of(uri, "v1", "accounts", id);
  }

  /** The account as soon as it is there. */
  CompletionStage<Response> opened(String id, Money limit, Asked asked) {
    AccountCommand command =
        command(id, new AccountCommand.Open(limit.currency(), limit.minorUnits()));
    CompletionStage<Response> read = reads.account(id, null, asked.at(uri(asked.uri(), id)));
    return writer.ask(command).thenCompose(_ -> read);
  }

  /** The account as soon as this command is answered. */
  CompletionStage<Response> answered(String id, AccountCommand.Wish wish, Asked asked) {
    AccountCommand command = command(id, wish);
    ReadUri answer = uri(asked.uri(), id).with(Reads.COMMAND, command.commandId());
    CompletionStage<Response> read = reads.account(id, command.commandId(), asked.at(answer));
    return writer.ask(command).thenCompose(_ -> read);
  }

  private AccountCommand command(String id, AccountCommand.Wish wish) {
    return new AccountCommand(
        id, UUID.randomUUID().toString(), wish, clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }
}
