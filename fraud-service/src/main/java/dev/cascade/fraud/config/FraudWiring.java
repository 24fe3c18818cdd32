package dev.cascade.fraud.config;

import dev.cascade.fraud.contract.TopicSerdes;
import dev.cascade.fraud.domain.FraudDecider;
import dev.cascade.fraud.domain.ReviewBand;
import dev.cascade.fraud.domain.ReviewPolicy;
import dev.cascade.fraud.domain.SpendingLimits;
import dev.cascade.fraud.domain.SpendingWindow;
import dev.cascade.fraud.topology.FraudMeters;
import dev.cascade.fraud.topology.FraudViews;
import dev.cascade.fraud.topology.Reviewing;
import dev.cascade.fraud.topology.SpendingTopology;
import dev.cascade.fraud.topology.Sweeping;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.runtime.StreamsApplication;
import dev.cascade.streams.serde.AvroSerdes;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** Puts the service together from its parts. */
@ApplicationScoped
class FraudWiring {

  /** What customers spent is looked at by people; orders do not wait for it. */
  private static final Duration UNHURRIED = Duration.ofMillis(50);

  @Produces
  @Singleton
  TopicSerdes topicSerdes(AvroSerdes avro) {
    return TopicSerdes.over(avro);
  }

  @Produces
  @Singleton
  StreamsApplication spending(TopicSerdes serdes, FraudSettings settings, MeterRegistry registry) {
    SpendingTopology topology =
        new SpendingTopology(
            serdes,
            new FraudDecider(new SpendingWindow(settings.window())),
            new SpendingLimits(settings.limit(), settings.currencyLimits(), settings.levelLimits()),
            new Reviewing(
                new ReviewPolicy(
                    new ReviewBand(settings.reviewFrom(), settings.levelReviewFrom()),
                    settings.reviewTime()),
                settings.reviewMemory()),
            Sweeping.after(
                settings.window(),
                settings.grace(),
                settings.sweepInterval(),
                settings.sweepEntries()),
            new FraudMeters(registry));
    return StreamsApplication.decider(
        SpendingTopology.NAME, Topics.FRAUD_DEAD_LETTERS, topology::build);
  }

  @Produces
  @Singleton
  FraudViews fraudViews(TopicSerdes serdes) {
    return new FraudViews(serdes);
  }

  @Produces
  @Singleton
  StreamsApplication views(FraudViews views) {
    return StreamsApplication.views(FraudViews.NAME, Topics.FRAUD_DEAD_LETTERS, views::build)
        .gathering(UNHURRIED);
  }

  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }
}
