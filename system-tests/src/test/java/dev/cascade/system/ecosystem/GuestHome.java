package dev.cascade.system.ecosystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A home that has no Kafka and no registry, and uses those of a secured ecosystem. */
public final class GuestHome implements AutoCloseable {

  private static final Duration BOUND = Duration.ofMinutes(2);

  private final HomeEcosystem host;
  private final Path folder;
  private final CascadeCommand cascade;

  GuestHome(HomeEcosystem host, Path folder) {
    this.host = host;
    this.folder = folder;
    this.cascade = new CascadeCommand(folder, PortOffset.free());
    cascade.run(BOUND, "reset", "--yes");
  }

  /** Starts these services in it, as the owner of the other's Kafka. */
  public String up(String... services) {
    List<String> command = new ArrayList<>(List.of("up"));
    command.addAll(List.of("--kafka", host.bootstrapServers()));
    command.addAll(List.of("--kafka-config", host.clientFile("owner").toString()));
    command.addAll(List.of("--registry", host.registryUrl()));
    command.addAll(List.of("--registry-credentials", registryCredentials().toString()));
    command.addAll(List.of(services));
    return cascade.run(BOUND, command.toArray(String[]::new));
  }

  private Path registryCredentials() {
    Path secrets = host.clientFile("owner").resolveSibling("registry.properties");
    try {
      return Files.writeString(
          folder.resolveSibling(folder.getFileName() + "-registry.txt"),
          "installer:" + StolenFile.passwordIn(secrets));
    } catch (IOException e) {
      throw new AssertionError("The registry's password cannot be handed on", e);
    }
  }

  @Override
  public void close() {
    cascade.run(BOUND, "down");
  }
}
