package dev.cascade.email.topology;

import dev.cascade.email.contract.EmailSerdes;
import dev.cascade.email.contract.StateSerde;
import dev.cascade.email.domain.Counts;
import dev.cascade.email.domain.Customer;
import dev.cascade.email.domain.Outcome;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.query.CommittedView;
import dev.cascade.streams.query.StorePartitions;
import dev.cascade.streams.query.Waiters;
import dev.cascade.streams.runtime.ManagedStreams;
import dev.cascade.streams.serde.RecordKeys;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * What can be read over HTTP:
 *
 * <pre>
 * emails-sent -+-&gt; (emails-sent-view)  the outcome of each order's mail
 *              +-&gt; (email-counts)      how many, by level and hour
 * customers ----&gt; nothing but dead letters
 * </pre>
 *
 * <p>The counts are derived, so they have a changelog and survive a restart of their own; what they
 * are derived from is committed, so an aborted update is made again and shows the same.
 *
 * <p>The routing has the customers as a global table, which cannot send dead letters; this reads
 * them for that.
 */
public final class EmailViews {

  /** The application's name. */
  public static final String NAME = "email-views";

  /** Store of the counts; keys are those of {@link CountKey}. */
  public static final String COUNTS = "email-counts";

  private static final String OUTCOMES = "emails-sent-view";

  private final EmailSerdes serdes;
  private final Duration keepHours;
  private final CommittedView<Outcome> outcomes;

  /** Views for which at most {@code mostWaiters} callers may wait. */
  public EmailViews(EmailSerdes serdes, Duration keepHours, int mostWaiters) {
    this.serdes = serdes;
    this.keepHours = keepHours;
    this.outcomes =
        new CommittedView<>(
            OUTCOMES, Topics.EMAILS_SENT, serdes.outcomes(), new Waiters<>(mostWaiters));
  }

  /** Builds the topology; the views serve the latest one that was built. */
  public Topology topology() {
    Topology topology = new Topology();
    outcomes.addTo(topology);
    addCounts(topology);
    addCustomers(topology);
    return topology;
  }

  private void addCounts(Topology topology) {
    topology.addProcessor("counting", () -> new CountProcessor(keepHours), OUTCOMES + "-source");
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(COUNTS), Serdes.String(), StateSerde.of(Counts.class)),
        "counting");
  }

  private void addCustomers(Topology topology) {
    topology.addSource(
        "customers",
        RecordKeys.deserializer(),
        serdes.customers().deserializer(),
        Topics.CUSTOMERS);
    topology.addProcessor("customers-were-readable", Nothing::new, "customers");
  }

  /** The outcomes by order id. */
  public CommittedView<Outcome> outcomes() {
    return outcomes;
  }

  /**
   * The counts in a partition that this instance holds.
   *
   * @throws org.apache.kafka.streams.errors.InvalidStateStoreException while they cannot be read
   */
  public ReadOnlyKeyValueStore<String, Counts> counts(ManagedStreams application, int partition) {
    return StorePartitions.open(
        application, COUNTS, partition, QueryableStoreTypes.<String, Counts>keyValueStore());
  }

  private static final class Nothing implements Processor<String, Customer, Void, Void> {
    @Override
    public void process(Record<String, Customer> record) {
      // Reading it was all.
    }
  }
}
