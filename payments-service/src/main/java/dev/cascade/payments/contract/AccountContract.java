package dev.cascade.payments.contract;

import dev.cascade.payments.domain.InstructionPolicy;
import dev.cascade.payments.domain.account.AccountCommand;
import dev.cascade.payments.domain.account.AccountEffect;
import dev.cascade.payments.domain.account.AccountSnapshot;
import dev.cascade.payments.domain.account.AccountStatus;
import dev.cascade.schemas.AccountBalance;
import dev.cascade.schemas.AccountCommandKind;
import dev.cascade.schemas.AccountCommandResult;
import dev.cascade.schemas.AccountEntry;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Accounts and their commands between Avro and domain. */
final class AccountContract {

  private AccountContract() {}

  static dev.cascade.schemas.AccountCommand toAvro(AccountCommand command) {
    var avro =
        dev.cascade.schemas.AccountCommand.newBuilder()
            .setAccountId(command.accountId())
            .setCommandId(command.commandId())
            .setIssuedAt(command.issuedAt());
    return switch (command.wish()) {
      case AccountCommand.Open(String currency, long limit) ->
          avro.setKind(AccountCommandKind.OPEN)
              .setCurrency(currency)
              .setOverdraftLimitMinorUnits(limit)
              .build();
      case AccountCommand.SetOverdraft(long limit) ->
          avro.setKind(AccountCommandKind.SET_OVERDRAFT).setOverdraftLimitMinorUnits(limit).build();
      case AccountCommand.Freeze _ -> avro.setKind(AccountCommandKind.FREEZE).build();
      case AccountCommand.Unfreeze _ -> avro.setKind(AccountCommandKind.UNFREEZE).build();
      case AccountCommand.Close _ -> avro.setKind(AccountCommandKind.CLOSE).build();
    };
  }

  static AccountCommand toDomain(dev.cascade.schemas.AccountCommand avro) {
    return new AccountCommand(
        id("accountId", avro.getAccountId()),
        id("commandId", avro.getCommandId()),
        wish(avro),
        avro.getIssuedAt());
  }

  /** Accounts remember the ids of commands. */
  private static String id(String field, String value) {
    if (!InstructionPolicy.isId(value)) {
      throw new IllegalArgumentException(field + " is no id, length " + value.length());
    }
    return value;
  }

  private static AccountCommand.Wish wish(dev.cascade.schemas.AccountCommand avro) {
    Long limit = avro.getOverdraftLimitMinorUnits();
    return switch (avro.getKind()) {
      case OPEN ->
          new AccountCommand.Open(
              Objects.requireNonNull(avro.getCurrency(), "currency"), limit == null ? 0 : limit);
      case SET_OVERDRAFT ->
          new AccountCommand.SetOverdraft(
              Objects.requireNonNull(limit, "overdraftLimitMinorUnits"));
      case FREEZE -> new AccountCommand.Freeze();
      case UNFREEZE -> new AccountCommand.Unfreeze();
      case CLOSE -> new AccountCommand.Close();
    };
  }

  static AccountBalance toAvro(AccountSnapshot snapshot) {
    return AccountBalance.newBuilder()
        .setAccountId(snapshot.id())
        .setBalance(PaymentContract.toAvro(snapshot.balance()))
        .setHeldMinorUnits(snapshot.heldMinorUnits())
        .setOverdraftLimitMinorUnits(snapshot.overdraftLimit())
        .setStatus(dev.cascade.schemas.AccountStatus.valueOf(snapshot.status().name()))
        .setEntry(entry(snapshot))
        .setCommand(answer(snapshot))
        .setVersion(snapshot.version())
        .setUpdatedAt(snapshot.at())
        .build();
  }

  static AccountSnapshot toDomain(AccountBalance avro) {
    return new AccountSnapshot(
        avro.getAccountId(),
        AccountStatus.valueOf(avro.getStatus().name()),
        PaymentContract.toDomain(avro.getBalance()),
        avro.getHeldMinorUnits(),
        avro.getOverdraftLimitMinorUnits(),
        cause(avro),
        avro.getVersion(),
        avro.getUpdatedAt());
  }

  private static @Nullable AccountEntry entry(AccountSnapshot snapshot) {
    return snapshot.cause() instanceof AccountEffect.Entry entry
        ? new AccountEntry(entry.paymentId(), entry.minorUnits(), snapshot.at(), entry.lowBalance())
        : null;
  }

  private static @Nullable AccountCommandResult answer(AccountSnapshot snapshot) {
    return snapshot.cause() instanceof AccountEffect.Answer answer
        ? new AccountCommandResult(answer.commandId(), answer.accepted(), answer.refusal())
        : null;
  }

  private static AccountEffect.@Nullable Cause cause(AccountBalance avro) {
    AccountEntry entry = avro.getEntry();
    if (entry != null) {
      return new AccountEffect.Entry(
          entry.getPaymentId(), entry.getAmountMinorUnits(), entry.getLowBalance());
    }
    AccountCommandResult command = avro.getCommand();
    return command == null
        ? null
        : new AccountEffect.Answer(command.getCommandId(), command.getReason());
  }
}
