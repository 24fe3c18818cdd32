package dev.cascade.testing;

import dev.cascade.local.platform.KafkaBroker;
import dev.cascade.local.platform.Ports;
import dev.cascade.local.platform.SchemaInstaller;
import dev.cascade.local.platform.SchemaRegistry;
import dev.cascade.local.platform.TopicInstaller;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The broker and the registry of a test run, as processes of their own on free ports, with the
 * catalogue's topics and schemas. They end with this JVM.
 */
record PlatformProcesses(String bootstrapServers, String registryUrl) {

  private static final Duration READY_BOUND = Duration.ofSeconds(90);

  /** Starts both at once and waits until both are filled. */
  static PlatformProcesses start() {
    Path data = freshFolder(target().resolve("test-platform"));
    List<Integer> ports = Ports.free(4);
    SchemaRegistry registry =
        SchemaRegistry.builder()
            .port(ports.get(0))
            .managementPort(ports.get(1))
            .dataDirectory(data.resolve("registry"))
            .build();
    KafkaBroker broker =
        KafkaBroker.builder()
            .port(ports.get(2))
            .controllerPort(ports.get(3))
            .dataDirectory(data.resolve("kafka"))
            .build();
    registry.start();
    broker.start();
    TopicCatalogue catalogue = TopicCatalogue.load();
    broker.awaitReady(READY_BOUND);
    new TopicInstaller(broker.bootstrapServers()).install(catalogue);
    registry.awaitReady(READY_BOUND);
    new SchemaInstaller(registry.url()).install(catalogue);
    return new PlatformProcesses(broker.bootstrapServers(), registry.url());
  }

  /** The module's build folder. */
  static Path target() {
    return Path.of(System.getProperty("basedir", ""), "target").toAbsolutePath();
  }

  /** A folder for this process; those of processes that are gone are removed. */
  static Path freshFolder(Path parent) {
    try {
      Files.createDirectories(parent);
      try (Stream<Path> earlier = Files.list(parent)) {
        earlier.filter(folder -> !belongsToLiveProcess(folder)).forEach(TemporaryFolders::delete);
      }
      return Files.createDirectories(parent.resolve(Long.toString(ProcessHandle.current().pid())));
    } catch (IOException e) {
      throw new UncheckedIOException("No folder for the test platform under " + parent, e);
    }
  }

  private static boolean belongsToLiveProcess(Path folder) {
    String name = folder.getFileName().toString();
    return name.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(name)).isPresent();
  }
}
