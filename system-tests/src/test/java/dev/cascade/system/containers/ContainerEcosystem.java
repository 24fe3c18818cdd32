package dev.cascade.system.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.system.ecosystem.Addresses;
import dev.cascade.system.ecosystem.CommittedTopics;
import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.Everybody;
import dev.cascade.system.ecosystem.HomeEcosystem;
import dev.cascade.system.ecosystem.LogTails;
import dev.cascade.system.history.History;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.testcontainers.containers.Network;
import org.testcontainers.lifecycle.Startables;

/**
 * The ecosystem of {@code deploy/compose/compose.yaml}, in containers of images of this machine.
 */
public final class ContainerEcosystem implements Ecosystem {

  private static final Duration BOUND = Duration.ofMinutes(4);

  /** After a broker's crash, who says that he is ready may not have noticed yet. */
  private static final Duration SESSION = Duration.ofSeconds(7);

  private static final String BROKER = "kafka";

  private final Addresses addresses = Addresses.free();
  private final CommittedTopics topics = new CommittedTopics(addresses);
  private final Path logs = HomeEcosystem.repository().resolve("system-tests/target/containers");
  private final Network network =
      Network.builder().createNetworkCmdModifier(it -> it.withLabels(Engine.ours())).build();
  private final Map<String, Part> parts = new LinkedHashMap<>();

  private ContainerEcosystem() {
    Map<String, ComposeService> services =
        ComposeFile.services(
            HomeEcosystem.repository().resolve("deploy/compose/compose.yaml"), variables());
    Engine.hasImages(new TreeSet<>(services.values().stream().map(ComposeService::image).toList()));
    services.forEach((name, service) -> parts.put(name, new Part(service, network, logs)));
    parts
        .values()
        .forEach(part ->
            part.container()
                .dependsOn(
                    part.service().dependsOn().stream()
                        .map(name -> parts.get(name).container())
                        .toList()));
  }

  /** A fresh one with the sample data; what an aborted run left is removed. */
  public static ContainerEcosystem start() {
    Engine.removeLeftOvers();
    ContainerEcosystem ecosystem = new ContainerEcosystem();
    try {
      ecosystem.clearLogs();
      Startables.deepStart(ecosystem.parts.values().stream().map(Part::container)).join();
      return ecosystem;
    } catch (CompletionException e) {
      System.out.println(LogTails.of(ecosystem.logs));
      ecosystem.close();
      throw new AssertionError("The containers do not start; their logs are above", e);
    }
  }

  private void clearLogs() {
    try {
      Files.createDirectories(logs);
      for (String name : parts.keySet()) {
        Files.deleteIfExists(logs.resolve(name + ".log"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the file leaves open: whose images, and the ports of this machine. */
  private Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    variables.put("KAFKA_IMAGE", "cascade-local/kafka");
    variables.put("REGISTRY_IMAGE", "cascade-local/registry");
    variables.put("MAIL_IMAGE", "cascade-local/mail");
    variables.putAll(System.getenv());
    Map.of(
            "KAFKA_PORT", 9092,
            "REGISTRY_PORT", 8090,
            "SMTP_PORT", 3025,
            "MAIL_PORT", 3080,
            "CONSOLE_PORT", 8080)
        .forEach((name, port) -> variables.put(name, "" + addresses.shifted(port)));
    SERVICES.forEach(service ->
        variables.put(
            service.toUpperCase(Locale.ROOT).replace('-', '_') + "_PORT",
            "" + URI.create(url(service)).getPort()));
    return variables;
  }

  @Override
  public Addresses addresses() {
    return addresses;
  }

  @Override
  public String up() {
    List<Part> down = parts.values().stream().filter(Part::isDown).toList();
    down.forEach(Part::startAgain);
    boolean hadNoBroker = down.stream().anyMatch(part -> part.service().name().equals(BROKER));
    Awaitility.await("everything to be ready")
        .atMost(BOUND)
        .during(hadNoBroker ? SESSION : Duration.ZERO)
        .untilAsserted(() -> {
          assertThat(down.stream().filter(part -> !part.isHealthy()))
              .extracting(part -> part.service().name())
              .as("parts that are not healthy")
              .isEmpty();
          Everybody.isReady(this);
        });
    return "started again: " + down.stream().map(part -> part.service().name()).toList();
  }

  @Override
  public void kill(String part) {
    part(part).kill();
  }

  /**
   * Has a part leave, as an operator would.
   *
   * @return the code with which it ended
   */
  public int stop(String part) {
    return part(part).stop();
  }

  private Part part(String name) {
    return Optional.ofNullable(parts.get(name))
        .orElseThrow(() -> new AssertionError("No part is called " + name));
  }

  @Override
  public History history() {
    return topics.read();
  }

  @Override
  public Path logs() {
    return logs;
  }

  @Override
  public void close() {
    topics.close();
    parts.values().forEach(part -> part.container().stop());
    network.close();
  }
}
