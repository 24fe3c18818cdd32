package dev.cascade.payments.domain.account;

import dev.cascade.payments.domain.Decider.Decision;
import dev.cascade.payments.domain.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides what operators ask of an account. */
final class CommandDecider {

  private CommandDecider() {}

  static Decision<Account, AccountEffect> decide(
      @Nullable Account account, AccountCommand command, Instant now) {
    if (account == null) {
      return TransitAccount.isOne(command.accountId()) ? Decision.of(null) : opened(command, now);
    }
    if (account.recentCommands().contains(command.commandId())) {
      return Decision.of(account);
    }
    return switch (command.wish()) {
      case AccountCommand.Open open ->
          isSame(account, open)
              ? accepted(account.touched(), command, now)
              : refused(account, command, "The account exists with other terms.", now);
      case AccountCommand.SetOverdraft(long limit) -> limited(account, limit, command, now);
      case AccountCommand.Freeze _ ->
          account.status() == AccountStatus.CLOSED
              ? refused(account, command, "The account is closed.", now)
              : accepted(account.became(AccountStatus.FROZEN), command, now);
      case AccountCommand.Unfreeze _ ->
          account.status() == AccountStatus.CLOSED
              ? refused(account, command, "The account is closed.", now)
              : accepted(account.became(AccountStatus.OPEN), command, now);
      case AccountCommand.Close _ -> closed(account, command, now);
    };
  }

  private static Decision<Account, AccountEffect> opened(AccountCommand command, Instant now) {
    return switch (command.wish()) {
      case AccountCommand.Open(String currency, long limit)
          when limit >= 0 && Money.isCurrency(currency) ->
          accepted(Account.open(command.accountId(), currency, limit).touched(), command, now);
      case AccountCommand.Open _,
          AccountCommand.SetOverdraft _,
          AccountCommand.Freeze _,
          AccountCommand.Unfreeze _,
          AccountCommand.Close _ ->
          Decision.of(null);
    };
  }

  private static boolean isSame(Account account, AccountCommand.Open open) {
    return account.status() != AccountStatus.CLOSED
        && account.balance().currency().equals(open.currency())
        && account.overdraftLimit() == open.overdraftLimit();
  }

  private static Decision<Account, AccountEffect> limited(
      Account account, long limit, AccountCommand command, Instant now) {
    if (limit < 0) {
      return refused(account, command, "An overdraft limit is not negative.", now);
    }
    Account next = account.limited(limit);
    return next.availableMinorUnits() < 0
        ? refused(account, command, "More than the new limit is in use.", now)
        : accepted(next, command, now);
  }

  private static Decision<Account, AccountEffect> closed(
      Account account, AccountCommand command, Instant now) {
    if (account.balance().minorUnits() != 0) {
      return refused(account, command, "The balance is not zero.", now);
    }
    if (!account.holds().isEmpty() || account.moving() != null) {
      return refused(account, command, "Payments are under way.", now);
    }
    return accepted(account.became(AccountStatus.CLOSED), command, now);
  }

  private static Decision<Account, AccountEffect> accepted(
      Account next, AccountCommand command, Instant now) {
    return answered(next, command, "", now);
  }

  private static Decision<Account, AccountEffect> refused(
      Account account, AccountCommand command, String refusal, Instant now) {
    return answered(account.touched(), command, refusal, now);
  }

  private static Decision<Account, AccountEffect> answered(
      Account next, AccountCommand command, String refusal, Instant now) {
    Account remembered = next.remembering(command.commandId());
    return Decision.of(
        remembered,
        new AccountEffect.Changed(
            remembered, new AccountEffect.Answer(command.commandId(), refusal), now));
  }
}
