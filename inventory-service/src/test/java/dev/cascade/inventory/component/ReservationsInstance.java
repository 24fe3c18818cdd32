package dev.cascade.inventory.component;

import dev.cascade.inventory.contract.TopicSerdes;
import dev.cascade.inventory.domain.Memory;
import dev.cascade.inventory.topology.InventoryMeters;
import dev.cascade.inventory.topology.ReservationsTopology;
import dev.cascade.inventory.topology.Sweeping;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.runtime.StreamsApplication;
import dev.cascade.streams.runtime.StreamsProperties;
import dev.cascade.streams.runtime.StreamsSettings;
import dev.cascade.streams.serde.AvroSerdes;
import dev.cascade.streams.serde.SchemaRegistryClient;
import dev.cascade.testing.SettingsOf;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;

/** The decider in a process of its own, so that it can be killed as the kernel kills. */
public final class ReservationsInstance {

  private ReservationsInstance() {}

  /** Starts a process; {@code destroyForcibly} is its {@code kill -9}. */
  static Process start(String bootstrapServers, String registryUrl, Path folder, String name) {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx96m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath,
            ReservationsInstance.class.getName(),
            bootstrapServers,
            registryUrl,
            folder.resolve(name).toString(),
            name);
    try {
      folder.toFile().mkdirs();
      File log = folder.resolve(name + ".log").toFile();
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("No process for " + name, e);
    }
  }

  /** Runs until it is killed. */
  public static void main(String[] args) throws IOException {
    AvroSerdes avro = new AvroSerdes(new SchemaRegistryClient(args[1]));
    TopicSerdes serdes = TopicSerdes.over(avro);
    ReservationsTopology topology =
        new ReservationsTopology(
            serdes,
            new Memory(Duration.ofHours(1), Duration.ofDays(7)),
            new Sweeping(Duration.ofSeconds(1), 500),
            new InventoryMeters(new SimpleMeterRegistry(), 10));
    StreamsApplication application =
        StreamsApplication.decider(
            ReservationsTopology.NAME, Topics.INVENTORY_DEAD_LETTERS, topology::build);
    KafkaStreams streams =
        new KafkaStreams(topology.build(), StreamsProperties.of(application, settings(args)));
    streams.start();
    endWithTheTest();
  }

  /** The test holds the other end of this pipe; when it dies, nothing is left running. */
  private static void endWithTheTest() throws IOException {
    while (System.in.read() >= 0) {
      // Nothing is ever written to it.
    }
    Runtime.getRuntime().halt(0);
  }

  private static StreamsSettings settings(String[] args) {
    return SettingsOf.of(
        StreamsSettings.class,
        Map.of(
            "cascade.streams.bootstrap-servers", args[0],
            "cascade.streams.registry-url", args[1],
            "cascade.streams.state-dir", args[2],
            "cascade.streams.instance-id", args[3],
            "cascade.streams.advertised-host", "localhost:1",
            "cascade.streams.commit-share", "0.5",
            "cascade.streams.poll-interval", "5ms"));
  }
}
