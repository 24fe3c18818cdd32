package dev.cascade.sql.mails;

import dev.cascade.email.contract.EmailSerdes;
import dev.cascade.email.domain.CustomerLevel;
import dev.cascade.email.domain.Destinations;
import dev.cascade.email.domain.MeetingPolicy;
import dev.cascade.email.topology.RoutingObserver;
import dev.cascade.email.topology.RoutingTopology;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.runtime.StreamsApplication;
import dev.cascade.streams.runtime.StreamsClients;
import dev.cascade.streams.runtime.StreamsProperties;
import dev.cascade.streams.runtime.StreamsSettings;
import dev.cascade.streams.serde.AvroSerdes;
import dev.cascade.streams.serde.SchemaRegistryClient;
import dev.cascade.testing.SettingsOf;
import dev.cascade.testing.TestPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;

/** email-service's topology as the service runs it, without the service around it. */
final class RoutingProcess implements AutoCloseable {

  private static final Duration GOOD_BYE = Duration.ofSeconds(20);

  private final KafkaStreams streams;

  private RoutingProcess(KafkaStreams streams) {
    this.streams = streams;
  }

  static RoutingProcess start(TestPlatform platform, Path state) {
    RoutingTopology routing =
        new RoutingTopology(
            EmailSerdes.over(new AvroSerdes(new SchemaRegistryClient(platform.registryUrl()))),
            new MeetingPolicy(Duration.ofHours(1)),
            Duration.ofMinutes(10),
            Destinations.of(Set.of(CustomerLevel.PLATINUM), Topics.PLATINUM_EMAILS, Map.of()),
            RoutingObserver.NONE);
    StreamsApplication application =
        StreamsApplication.decider(
            RoutingTopology.NAME, Topics.EMAIL_DEAD_LETTERS, routing::topology);
    StreamsSettings settings =
        SettingsOf.of(
            StreamsSettings.class,
            Map.of(
                "cascade.streams.bootstrap-servers",
                platform.bootstrapServers(),
                "cascade.streams.state-dir",
                state.toString(),
                "cascade.streams.instance-id",
                "beside-sql",
                "cascade.streams.advertised-host",
                "localhost:1"));
    KafkaStreams streams =
        new StreamsClients(application, StreamsProperties.of(application, settings), settings, null)
            .of(application.topology().get());
    streams.start();
    return new RoutingProcess(streams);
  }

  @Override
  public void close() {
    streams.close(GOOD_BYE);
  }
}
