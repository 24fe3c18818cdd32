package dev.cascade.email.topology;

import dev.cascade.email.contract.EmailSerdes;
import dev.cascade.email.contract.StateSerde;
import dev.cascade.email.domain.Customer;
import dev.cascade.email.domain.Destinations;
import dev.cascade.email.domain.EmailRequest;
import dev.cascade.email.domain.HeldMeeting;
import dev.cascade.email.domain.Meeting;
import dev.cascade.email.domain.MeetingEvent;
import dev.cascade.email.domain.MeetingEvent.Paid;
import dev.cascade.email.domain.MeetingPolicy;
import dev.cascade.email.domain.OrderChange;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.serde.RecordKeys;
import dev.cascade.streams.tracing.KeptTraces;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Who should get a mail:
 *
 * <pre>
 * orders (became CONFIRMED) --+
 *        (is withdrawn)       +-- meetings (window) -- customers -- level --&gt; platinum-emails
 * order-payments (PAID) ------+                                         --&gt; a topic per level
 * </pre>
 *
 * <p>A windowed stream-stream join would write once per pair, so again for every repetition; the
 * meetings store remembers for the window who has met.
 *
 * @param grace how much longer than the window a side is kept, for records that come out of order
 */
public record RoutingTopology(
    EmailSerdes serdes,
    MeetingPolicy policy,
    Duration grace,
    Destinations destinations,
    RoutingObserver observer) {

  /** The application's name. */
  public static final String NAME = "email-routing";

  static final String MEETINGS = "meetings";
  static final String MEETING_TIMES = "meeting-times";
  static final String UNKNOWN_CUSTOMERS = "unknown-customers";
  static final String CUSTOMERS = "customers-by-id";
  static final String TRACES = "meeting-traces";

  /** Builds it anew. */
  public Topology topology() {
    StreamsBuilder builder = new StreamsBuilder();
    addCustomers(builder);
    addStores(builder);
    requests(bothSides(builder))
        .to(
            new TopicByLevel(destinations),
            Produced.with(Serdes.String(), serdes.requests()).withName("requests"));
    return builder.build();
  }

  private KStream<String, MeetingEvent> bothSides(StreamsBuilder builder) {
    return orderSides(builder).merge(paidOrders(builder), Named.as("both-sides"));
  }

  private KStream<String, MeetingEvent> orderSides(StreamsBuilder builder) {
    return builder.stream(Topics.ORDERS, read(serdes.orders(), "orders"))
        .filter(
            (id, change) -> change != null && change.concernsTheMail(),
            Named.as("confirmed-or-withdrawn"))
        .mapValues(OrderChange::side, Named.as("order-side"));
  }

  private KStream<String, MeetingEvent> paidOrders(StreamsBuilder builder) {
    return builder.stream(Topics.ORDER_PAYMENTS, read(serdes.payments(), "order-payments"))
        .filter((id, change) -> change != null && change.paid(), Named.as("became-paid"))
        .mapValues(change -> new Paid(change.payment()), Named.as("paid-side"));
  }

  private KStream<String, EmailRequest> requests(KStream<String, MeetingEvent> events) {
    return events.process(
        () -> new MeetingProcessor(policy, grace, destinations, observer),
        Named.as("meetings-of-order-and-payment"),
        MEETINGS,
        MEETING_TIMES,
        UNKNOWN_CUSTOMERS,
        TRACES);
  }

  private void addCustomers(StreamsBuilder builder) {
    builder.addGlobalStore(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(CUSTOMERS),
                Serdes.String(),
                StateSerde.of(Customer.class))
            .withLoggingDisabled(),
        Topics.CUSTOMERS,
        Consumed.with(RecordKeys.serde(), serdes.customers()).withName("customers"),
        () -> new CustomerKeeper(CUSTOMERS));
  }

  private static void addStores(StreamsBuilder builder) {
    builder.addStateStore(store(MEETINGS, StateSerde.of(Meeting.class)));
    builder.addStateStore(DueIndex.builder(MEETING_TIMES));
    builder.addStateStore(store(UNKNOWN_CUSTOMERS, StateSerde.of(HeldMeeting.class)));
    builder.addStateStore(KeptTraces.builder(TRACES));
  }

  private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.String(), values);
  }

  private static <V> Consumed<String, V> read(Serde<V> values, String name) {
    return Consumed.with(RecordKeys.serde(), values).withName(name);
  }
}
