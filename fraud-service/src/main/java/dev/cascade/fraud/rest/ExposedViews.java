package dev.cascade.fraud.rest;

import dev.cascade.fraud.config.FraudSettings;
import dev.cascade.fraud.domain.Review;
import dev.cascade.fraud.domain.SpendingReport;
import dev.cascade.fraud.topology.FraudViews;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.query.ExposedStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The stores that can be looked into under {@code /v1/state}. */
@ApplicationScoped
class ExposedViews {

  @Produces
  @Singleton
  ExposedStore spending(FraudViews views, FraudSettings settings, InstantSource clock) {
    return new ExposedStore(
        FraudViews.NAME,
        views.spending().store(),
        Topics.CUSTOMER_SPENDING,
        ExposedStore.Kind.KEY_VALUE,
        report -> SpendingView.of((SpendingReport) report, settings.window(), clock.instant()));
  }

  @Produces
  @Singleton
  ExposedStore reviews(FraudViews views, InstantSource clock) {
    return new ExposedStore(
        FraudViews.NAME,
        views.reviews().store(),
        Topics.FRAUD_REVIEWS,
        ExposedStore.Kind.KEY_VALUE,
        review -> ReviewView.of((Review) review, clock.instant()));
  }
}
