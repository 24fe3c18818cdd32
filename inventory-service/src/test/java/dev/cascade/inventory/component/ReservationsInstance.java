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
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
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
        new KafkaStreams(
            topology.build(),
            StreamsProperties.of(application, new Settings(args[0], args[1], args[2], args[3])));
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

  private record Settings(
      String bootstrapServers, String registryUrl, String folder, String instanceId)
      implements StreamsSettings {

    @Override
    public Path stateDir() {
      return Path.of(folder);
    }

    @Override
    public String advertisedHost() {
      return "localhost:1";
    }

    @Override
    public double commitShare() {
      return 0.5;
    }

    @Override
    public Duration commitInterval() {
      return Duration.ofMillis(5);
    }

    @Override
    public Duration pollInterval() {
      return Duration.ofMillis(5);
    }

    @Override
    public int threads() {
      return 1;
    }

    @Override
    public int standbys() {
      return 0;
    }

    @Override
    public OptionalLong standbyReadMaxLag() {
      return OptionalLong.empty();
    }

    @Override
    public Duration sessionTimeout() {
      return Duration.ofSeconds(6);
    }

    @Override
    public int replicationFactor() {
      return -1;
    }

    @Override
    public long rocksDbBytes() {
      return 16 * 1024 * 1024;
    }
  }
}
