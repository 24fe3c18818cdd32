package dev.cascade.console.health;

import dev.cascade.console.config.ConsoleSettings;
import dev.cascade.console.health.InstanceHealth.State;
import dev.cascade.console.journal.Troubles;
import dev.cascade.console.live.Hub;
import dev.cascade.console.live.Probe;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Asks all instances of all services, and the registry, whether they are there. */
@Singleton
final class HealthProbe implements Probe {

  private final Hub hub;
  private final Troubles troubles;
  private final ReadinessReader reader;
  private final PlatformHealth platform;
  private final Map<String, List<URI>> services;
  private final URI registry;
  private final Map<URI, InstanceHealth> before = new HashMap<>();

  HealthProbe(
      Hub hub,
      Troubles troubles,
      ReadinessReader reader,
      PlatformHealth platform,
      ConsoleSettings settings,
      @ConfigProperty(name = "cascade.registry.url") URI registry) {
    this.hub = hub;
    this.troubles = troubles;
    this.reader = reader;
    this.platform = platform;
    this.services = settings.services();
    this.registry = registry.resolve("/apis/registry/v3/system/info");
  }

  /**
   * What browsers are told of one service.
   *
   * @param name of the service
   * @param instances those that are configured
   */
  record ServiceHealth(String name, List<InstanceHealth> instances) {}

  @Override
  public void look() throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> registryAnswers = threads.submit(() -> reader.answers(registry));
      Map<URI, Future<InstanceHealth>> asked = new HashMap<>();
      services
          .values()
          .forEach(all -> all.forEach(it -> asked.put(it, threads.submit(() -> reader.ask(it)))));
      List<ServiceHealth> found = new ArrayList<>();
      for (String name : services.keySet().stream().sorted().toList()) {
        found.add(new ServiceHealth(name, instances(name, asked)));
      }
      hub.state("health", found);
      platform.registry(registryAnswers.get(), "No answer from " + registry.getAuthority());
    } catch (ExecutionException e) {
      throw new IllegalStateException("An instance could not be asked", e);
    }
  }

  private List<InstanceHealth> instances(String name, Map<URI, Future<InstanceHealth>> asked)
      throws InterruptedException, ExecutionException {
    List<InstanceHealth> instances = new ArrayList<>();
    for (URI address : services.getOrDefault(name, List.of())) {
      Future<InstanceHealth> answer = asked.get(address);
      if (answer != null) {
        instances.add(remembered(name, answer.get()));
      }
    }
    return instances;
  }

  private InstanceHealth remembered(String name, InstanceHealth now) {
    InstanceHealth last = before.get(now.address());
    InstanceHealth told =
        last != null && last.state() == now.state() ? now.since(last.since()) : now;
    before.put(told.address(), told);
    journal(name, last, told);
    return told;
  }

  private void journal(String name, @Nullable InstanceHealth last, InstanceHealth now) {
    boolean wasWell = last == null || last.state() == State.READY;
    String where = now.address().getAuthority();
    if (wasWell && now.state() != State.READY) {
      troubles.add(name, where + " is not ready. " + now.said());
    } else if (!wasWell && now.state() == State.READY) {
      troubles.add(name, where + " is ready again.");
    }
  }
}
