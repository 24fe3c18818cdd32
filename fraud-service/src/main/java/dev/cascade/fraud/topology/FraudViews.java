package dev.cascade.fraud.topology;

import dev.cascade.fraud.contract.StoreSerdes.OrderKey;
import dev.cascade.fraud.contract.TopicSerdes;
import dev.cascade.fraud.domain.Review;
import dev.cascade.fraud.domain.SpendingReport;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.query.CommittedView;
import dev.cascade.streams.query.StorePartitions;
import dev.cascade.streams.query.Waiters;
import dev.cascade.streams.runtime.ManagedStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * What can be read over HTTP: what customers spend, and which orders a person looks at, as
 * committed.
 *
 * <pre>
 * customer-spending -> (customer-spending-view)
 * fraud-reviews ----> (fraud-reviews-view), (open-reviews)
 * </pre>
 */
public final class FraudViews {

  /** The application's name. */
  public static final String NAME = "fraud-views";

  /** Store of the reviews that are open. */
  static final String OPEN_REVIEWS = "open-reviews";

  /** Nobody waits for spending. */
  private static final int NO_WAITERS = 1;

  /** Reviewers who wait until their decision has its effect. */
  private static final int MOST_REVIEWERS = 1_000;

  private final CommittedView<SpendingReport> spending;
  private final CommittedView<Review> reviews;

  /** The views. */
  public FraudViews(TopicSerdes serdes) {
    spending =
        new CommittedView<>(
            "customer-spending-view",
            Topics.CUSTOMER_SPENDING,
            serdes.spending(),
            new Waiters<>(NO_WAITERS));
    reviews =
        new CommittedView<>(
            "fraud-reviews-view",
            Topics.FRAUD_REVIEWS,
            serdes.reviews(),
            new Waiters<>(MOST_REVIEWERS));
  }

  /** Builds the topology; the views serve the latest one that was built. */
  public Topology build() {
    Topology topology = new Topology();
    spending.addTo(topology);
    reviews.addTo(topology, () -> new OpenReviews(reviews.store()));
    topology.addStateStore(OpenReviews.store(), reviews.processor());
    return topology;
  }

  /** What customers spend. */
  public CommittedView<SpendingReport> spending() {
    return spending;
  }

  /**
   * One partition of what a person is to look at, by the end of his time and the order; close every
   * iterator.
   *
   * @throws InvalidStateStoreException while the partition cannot be read here
   */
  public ReadOnlyKeyValueStore<OrderKey, Review> openReviews(
      ManagedStreams application, int partition) {
    return StorePartitions.open(
        application,
        OPEN_REVIEWS,
        partition,
        QueryableStoreTypes.<OrderKey, Review>keyValueStore());
  }

  /** What a person looks at, or did. */
  public CommittedView<Review> reviews() {
    return reviews;
  }
}
