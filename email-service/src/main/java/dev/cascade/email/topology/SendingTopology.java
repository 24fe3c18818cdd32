package dev.cascade.email.topology;

import dev.cascade.email.contract.EmailSerdes;
import dev.cascade.email.contract.StateSerde;
import dev.cascade.email.domain.MailDecider;
import dev.cascade.email.domain.MailEvent;
import dev.cascade.email.domain.MailState;
import dev.cascade.streams.serde.RecordKeys;
import dev.cascade.streams.tracing.KeptTraces;
import java.util.function.DoubleSupplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * What becomes of each request:
 *
 * <pre>
 * platinum-emails --&gt; mails -- courier (SMTP) -- mails --&gt; emails-sent
 * email-resends ---/   |                           \--&gt; email-dead-letters (refused)
 * emails-sent --&gt; recorded (who was answered before)
 * </pre>
 *
 * <p>A mail that waits, for its first attempt or its next, stands in a store, so no other mail
 * waits behind it and no restart forgets it. Attempts are made aside; their answers are taken in on
 * the stream thread, so the outcome, the store and the offsets are one transaction.
 *
 * @param jitter gives 0 to 1 for each retry
 */
public record SendingTopology(
    SendingTopics topics,
    EmailSerdes serdes,
    MailDecider decider,
    Courier courier,
    DoubleSupplier jitter,
    SendingObserver observer) {

  /** The application's name. */
  public static final String NAME = "email-sending";

  /** Store of the mails by order id. */
  public static final String MAILS = "mails";

  static final String MAIL_TIMES = "mail-times";
  static final String RECORDED = "recorded";
  static final String TRACES = "mail-traces";

  private static final String PROCESSOR = "mails-processor";
  static final String OUTCOMES = "outcomes";
  static final String REFUSALS = "refusals";

  /** Builds it anew. */
  public Topology topology() {
    Topology topology = new Topology();
    addRequests(topology);
    addRecorded(topology);
    addSinks(topology);
    return topology;
  }

  private void addRequests(Topology topology) {
    Deserializer<? extends MailEvent> requests = serdes.requests().deserializer();
    topology.addSource("requests", RecordKeys.deserializer(), requests, topics.requests());
    Deserializer<? extends MailEvent> resends = serdes.resends().deserializer();
    topology.addSource("resends", RecordKeys.deserializer(), resends, topics.resends());
    topology.addProcessor(
        PROCESSOR,
        () -> new MailProcessor(topics, serdes, decider, courier, jitter, observer),
        "requests",
        "resends");
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(MAILS), Serdes.String(), StateSerde.of(MailState.class)),
        PROCESSOR);
    topology.addStateStore(DueIndex.builder(MAIL_TIMES), PROCESSOR);
    topology.addStateStore(KeptTraces.builder(TRACES), PROCESSOR);
  }

  /** Bytes will do: whether there is an outcome is all that is asked. */
  private void addRecorded(Topology topology) {
    StoreBuilder<KeyValueStore<String, byte[]>> recorded =
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(RECORDED), Serdes.String(), Serdes.ByteArray());
    topology.addReadOnlyStateStore(
        recorded,
        "emails-sent",
        RecordKeys.deserializer(),
        new ByteArrayDeserializer(),
        topics.outcomes(),
        "recorded-keeper",
        () -> new RecordedKeeper(RECORDED));
    topology.connectProcessorAndStateStores(PROCESSOR, RECORDED);
  }

  private void addSinks(Topology topology) {
    topology.addSink(
        OUTCOMES,
        topics.outcomes(),
        new StringSerializer(),
        serdes.outcomes().serializer(),
        PROCESSOR);
    topology.addSink(
        REFUSALS,
        topics.deadLetters(),
        new ByteArraySerializer(),
        new ByteArraySerializer(),
        PROCESSOR);
  }
}
