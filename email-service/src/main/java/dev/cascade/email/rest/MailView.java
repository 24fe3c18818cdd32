package dev.cascade.email.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cascade.email.domain.MailState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an order's mail stands; neither the customer's name nor the address is shown.
 *
 * @param state whether it is under way or has its outcome
 * @param attempts finished so far; null once it has its outcome, which tells them
 * @param since when it was asked for; null once it has its outcome
 * @param dueAt when it is tried next, or forgotten
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record MailView(State state, @Nullable Integer attempts, @Nullable Instant since, Instant dueAt) {

  enum State {
    UNDER_WAY,
    SETTLED
  }

  static MailView of(MailState mail) {
    return switch (mail) {
      case MailState.UnderWay it ->
          new MailView(State.UNDER_WAY, it.attempts(), it.since(), it.dueAt());
      case MailState.Settled it -> new MailView(State.SETTLED, null, null, it.dueAt());
    };
  }
}
