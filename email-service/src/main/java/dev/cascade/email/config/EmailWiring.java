package dev.cascade.email.config;

import dev.cascade.email.contract.EmailSerdes;
import dev.cascade.email.domain.Destinations;
import dev.cascade.email.domain.MailDecider;
import dev.cascade.email.domain.MeetingPolicy;
import dev.cascade.email.domain.RetryPolicy;
import dev.cascade.email.topology.Courier;
import dev.cascade.email.topology.EmailViews;
import dev.cascade.email.topology.RoutingTopology;
import dev.cascade.email.topology.SendingTopics;
import dev.cascade.email.topology.SendingTopology;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.streams.runtime.StreamsApplication;
import dev.cascade.streams.runtime.StreamsSettings;
import dev.cascade.streams.serde.AvroSerdes;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Puts the service together from its parts. */
@ApplicationScoped
class EmailWiring {

  /** A mail takes longer by itself. */
  private static final Duration UNHURRIED = Duration.ofMillis(100);

  /** After the settings were checked, before anything is started with them. */
  void check(
      @Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event,
      EmailSettings settings,
      StreamsSettings streams) {
    LevelTopics.exist(settings.levelTopics().values(), KafkaCluster.of(streams));
  }

  @Produces
  @Singleton
  EmailSerdes serdes(AvroSerdes avro) {
    return EmailSerdes.over(avro);
  }

  @Produces
  @Singleton
  EmailMeters meters(MeterRegistry meters) {
    return new EmailMeters(meters);
  }

  @Produces
  @Singleton
  EmailViews emailViews(EmailSerdes serdes, EmailSettings settings) {
    return new EmailViews(serdes, settings.keepHours(), settings.mostWaiters());
  }

  /** The views read the customers too, and send their dead letters. */
  @Produces
  @Singleton
  StreamsApplication routing(EmailSerdes serdes, EmailSettings settings, EmailMeters meters) {
    RoutingTopology routing =
        new RoutingTopology(
            serdes,
            new MeetingPolicy(settings.window()),
            settings.grace(),
            Destinations.of(settings.levels(), Topics.PLATINUM_EMAILS, settings.levelTopics()),
            meters);
    return StreamsApplication.decider(
            RoutingTopology.NAME, Topics.EMAIL_DEAD_LETTERS, routing::topology)
        .skipping(Topics.CUSTOMERS)
        .gathering(UNHURRIED);
  }

  @Produces
  @Singleton
  StreamsApplication sending(
      EmailSerdes serdes, EmailSettings settings, Courier courier, EmailMeters meters) {
    SendingTopology sending =
        new SendingTopology(
            SendingTopics.ofCatalogue(),
            serdes,
            new MailDecider(
                retryPolicy(settings.retry()), settings.keepRequests(), settings.messageIdDomain()),
            courier,
            () -> ThreadLocalRandom.current().nextDouble(),
            meters);
    // The views send the letters of outcomes: each would be a letter twice.
    return StreamsApplication.decider(
            SendingTopology.NAME, Topics.EMAIL_DEAD_LETTERS, sending::topology)
        .skipping(Topics.EMAILS_SENT);
  }

  @Produces
  @Singleton
  StreamsApplication views(EmailViews views) {
    return StreamsApplication.views(EmailViews.NAME, Topics.EMAIL_DEAD_LETTERS, views::topology)
        .gathering(UNHURRIED);
  }

  private static RetryPolicy retryPolicy(EmailSettings.Retry retry) {
    return new RetryPolicy(
        retry.firstWait(), retry.longestWait(), retry.maxAttempts(), retry.patience());
  }
}
