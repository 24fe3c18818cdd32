package dev.cascade.email.rest;

import dev.cascade.email.domain.Counts;
import dev.cascade.email.domain.MailState;
import dev.cascade.email.domain.Outcome;
import dev.cascade.email.topology.EmailViews;
import dev.cascade.email.topology.SendingTopology;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.query.ExposedStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The stores that can be looked into under {@code /v1/state}. */
@ApplicationScoped
class ExposedViews {

  @Produces
  @Singleton
  ExposedStore outcomes(EmailViews views) {
    return new ExposedStore(
        EmailViews.NAME,
        views.outcomes().store(),
        Topics.EMAILS_SENT,
        ExposedStore.Kind.KEY_VALUE,
        outcome -> EmailView.of((Outcome) outcome));
  }

  @Produces
  @Singleton
  ExposedStore counts() {
    return new ExposedStore(
        EmailViews.NAME,
        EmailViews.COUNTS,
        "",
        ExposedStore.Kind.KEY_VALUE,
        counts -> (Counts) counts);
  }

  /** Not committed yet, maybe: it is for people who ask why a mail does not arrive. */
  @Produces
  @Singleton
  ExposedStore mails() {
    return new ExposedStore(
        SendingTopology.NAME,
        SendingTopology.MAILS,
        Topics.PLATINUM_EMAILS,
        ExposedStore.Kind.KEY_VALUE,
        mail -> MailView.of((MailState) mail));
  }
}
