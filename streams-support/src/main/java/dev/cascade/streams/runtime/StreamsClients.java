package dev.cascade.streams.runtime;

import dev.cascade.streams.shadow.HistoryTime;
import dev.cascade.streams.shadow.Shadow;
import dev.cascade.streams.tracing.HopTracer;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;

/**
 * Makes clients of one application as its kind asks for: a decider commits at its pace, a view
 * gathers what it reads. Nobody starts, watches or restarts them yet.
 */
public final class StreamsClients {

  private final StreamsApplication application;
  private final Properties properties;
  private final StreamsSettings settings;
  private final @Nullable HopTracer tracer;

  /**
   * Clients that have these properties.
   *
   * @param tracer null when no spans are made
   */
  public StreamsClients(
      StreamsApplication application,
      Properties properties,
      StreamsSettings settings,
      @Nullable HopTracer tracer) {
    this.application = application;
    this.properties = properties;
    this.settings = settings;
    this.tracer = tracer;
  }

  /**
   * A client that reads what comes.
   *
   * @param topology of the application, built anew for this client
   */
  public KafkaStreams of(Topology topology) {
    return switch (application.kind()) {
      case DECIDER ->
          new KafkaStreams(
              CommitPace.keptIn(topology, settings.commitInterval()),
              properties,
              new PacedClients(settings.commitShare(), application.gathering(), tracer));
      case VIEWS ->
          new KafkaStreams(topology, properties, new GatheringClients(application.gathering()));
    };
  }

  /**
   * A client that decides a history again, by the history's own clock, and comes to an end.
   *
   * @param topology of the application, built anew for this client
   * @param decided called when all of the history is decided and committed
   */
  KafkaStreams ofShadow(Topology topology, Shadow shadow, Runnable decided) {
    HistoryTime clock = new HistoryTime();
    return new KafkaStreams(
        CommitPace.keptIn(topology, settings.commitInterval()),
        properties,
        new ShadowClients(shadow, shadow.cut(application.name()).orElse(Map.of()), clock, decided),
        clock);
  }
}
