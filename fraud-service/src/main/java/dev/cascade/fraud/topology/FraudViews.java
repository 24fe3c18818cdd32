package dev.cascade.fraud.topology;

import dev.cascade.fraud.contract.TopicSerdes;
import dev.cascade.fraud.domain.SpendingReport;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.query.CommittedView;
import dev.cascade.streams.query.Waiters;
import org.apache.kafka.streams.Topology;

/**
 * What can be read over HTTP: what customers spend, as committed.
 *
 * <pre>
 * customer-spending -> (customer-spending-view)
 * </pre>
 */
public final class FraudViews {

  /** The application's name. */
  public static final String NAME = "fraud-views";

  /** Nobody waits for spending. */
  private static final int NO_WAITERS = 1;

  private final CommittedView<SpendingReport> spending;

  /** The view. */
  public FraudViews(TopicSerdes serdes) {
    spending =
        new CommittedView<>(
            "customer-spending-view",
            Topics.CUSTOMER_SPENDING,
            serdes.spending(),
            new Waiters<>(NO_WAITERS));
  }

  /** Builds the topology; the view serves the latest one that was built. */
  public Topology build() {
    Topology topology = new Topology();
    spending.addTo(topology);
    return topology;
  }

  /** What customers spend. */
  public CommittedView<SpendingReport> spending() {
    return spending;
  }
}
