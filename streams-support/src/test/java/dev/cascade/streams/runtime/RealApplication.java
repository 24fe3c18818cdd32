package dev.cascade.streams.runtime;

import dev.cascade.testing.SettingsOf;
import dev.cascade.testing.TestPlatform;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.Stores;

/** An application that keeps a topic in a store, and instances of it on the tests' broker. */
final class RealApplication implements AutoCloseable {

  /** What it keeps the topic in. */
  static final String STORE = "seen";

  private final TestPlatform platform = TestPlatform.shared();
  private final String topic;
  private final StreamsApplication application;
  private final ScheduledExecutorService restarts =
      new ScheduledThreadPoolExecutor(1, new ThreadPoolExecutor.DiscardPolicy());
  private BooleanSupplier fails = () -> false;

  RealApplication(String name, String topic) {
    this.topic = topic;
    this.application = StreamsApplication.views(name, "orders-dead-letters", this::topology);
  }

  String name() {
    return application.name();
  }

  /** The same, which cannot be started whenever this is so. */
  RealApplication failing(BooleanSupplier when) {
    fails = when;
    return this;
  }

  /** From now on an instance that plans to start again does not. */
  void planNothing() {
    restarts.shutdownNow();
  }

  /** An instance, not started. */
  ManagedStreams instance(StreamsSettings settings) {
    return new ManagedStreams(
        application,
        StreamsProperties.of(application, settings),
        settings,
        restarts,
        new NoListener(),
        null);
  }

  /** What an instance is told, beside where broker and registry are. */
  StreamsSettings settings(Map<String, String> more) {
    Map<String, String> all = new HashMap<>();
    all.put("cascade.streams.bootstrap-servers", platform.bootstrapServers());
    all.put("cascade.streams.registry-url", platform.registryUrl());
    all.put("cascade.streams.advertised-host", "localhost:1");
    more.forEach((key, value) -> all.put("cascade.streams." + key, value));
    return SettingsOf.of(StreamsSettings.class, all);
  }

  private Topology topology() {
    if (fails.getAsBoolean()) {
      throw new IllegalStateException("It fails, as it was told to");
    }
    StreamsBuilder builder = new StreamsBuilder();
    builder.table(
        topic,
        Consumed.with(Serdes.String(), Serdes.String()).withName("input"),
        Materialized.as(Stores.persistentKeyValueStore(STORE)));
    return builder.build();
  }

  @Override
  public void close() {
    restarts.shutdownNow();
  }

  /** Is told of clients, and does nothing. */
  static final class NoListener implements ClientListener {
    @Override
    public void starting(StreamsApplication application, KafkaStreams client) {}

    @Override
    public void closed(StreamsApplication application, KafkaStreams client) {}
  }
}
