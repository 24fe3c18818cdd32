package dev.cascade.email.domain;

import dev.cascade.email.domain.MailState.Settled;
import dev.cascade.email.domain.MailState.UnderWay;

/** What is to be done about a mail. */
public sealed interface MailDecision {

  /** Nothing: it was heard before. */
  record Ignored() implements MailDecision {}

  /** Remember it, and try at its time. */
  record Queued(UnderWay state) implements MailDecision {}

  /** Record the outcome; a refused mail is a dead letter too. */
  record Closed(Settled state, Outcome outcome) implements MailDecision {}
}
