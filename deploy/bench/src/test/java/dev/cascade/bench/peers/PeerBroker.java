package dev.cascade.bench.peers;

import dev.cascade.bench.kafka.Kafka;
import dev.cascade.local.platform.FileTree;
import dev.cascade.local.platform.KafkaBroker;
import dev.cascade.local.platform.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real broker for all peers under test; it ends with the JVM. */
public final class PeerBroker {

  private static final Duration BOUND = Duration.ofSeconds(90);
  private static final Path TARGET =
      Path.of(System.getProperty("basedir", ""), "target").toAbsolutePath();
  private static final KafkaBroker BROKER = started();

  private PeerBroker() {}

  private static KafkaBroker started() {
    List<Integer> ports = Ports.free(2);
    KafkaBroker broker =
        KafkaBroker.builder()
            .port(ports.get(0))
            .controllerPort(ports.get(1))
            .dataDirectory(folder("kafka"))
            .build();
    broker.start();
    broker.awaitReady(BOUND);
    return broker;
  }

  /** Its clients. */
  public static Kafka kafka() {
    return new Kafka(Map.of("bootstrap.servers", BROKER.bootstrapServers()));
  }

  /** A fresh folder. */
  public static Path folder(String name) {
    Path folder = TARGET.resolve("peers-under-test").resolve(name);
    try {
      FileTree.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  /** Where the build puts the archive of PostgreSQL. */
  public static Path programs() {
    return TARGET.resolve("peers");
  }
}
