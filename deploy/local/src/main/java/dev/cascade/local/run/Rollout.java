package dev.cascade.local.run;

import dev.cascade.local.platform.PlatformServer;
import dev.cascade.local.platform.ServerFailedException;
import java.util.List;

/**
 * Starts all instances of a service anew, one after the other. Each is taken out from behind the
 * entry first, and the next one's turn comes when all are ready again, so that those who ask by way
 * of the entry always find one that answers.
 */
public final class Rollout {

  private final Installation installation;
  private final Progress progress;

  /** Of that installation; says what it does. */
  public Rollout(Installation installation, Progress progress) {
    this.installation = installation;
    this.progress = progress;
  }

  /**
   * Does so.
   *
   * @throws IllegalArgumentException when there is no such service
   * @throws ServerFailedException when it has one instance, when not all are ready before, or when
   *     one does not get ready again; the others go on then
   */
  public void run(String service) {
    ServiceDefinition definition = ServiceDefinition.scalable(service);
    Ecosystem ecosystem = Ecosystem.of(installation);
    List<PlatformServer> instances = ecosystem.instances(service);
    require(ecosystem, service, instances);
    Handover handover = new Handover(ecosystem, service, progress);
    for (PlatformServer instance : instances) {
      handover.takeAway(instance);
      new Shutdown(ecosystem, progress).stop(instance);
      new Startup(ecosystem, List.of(instance), progress).run();
      handover.putBack(instance);
    }
    progress.step(
        service,
        "%d instances are new, behind port %d"
            .formatted(instances.size(), installation.port(definition.entryPort())));
  }

  private static void require(Ecosystem ecosystem, String service, List<PlatformServer> instances) {
    if (instances.size() < 2) {
      throw new ServerFailedException(
          """
          %s has one instance: while it restarts, nobody answers.
          ./cascade scale %s 2 gives it another one; ./cascade restart %s restarts it all the same.\
          """
              .formatted(service, service, service));
    }
    List<String> missing =
        ecosystem.behindEntry(service).stream()
            .filter(it -> !it.isReady())
            .map(it -> it.name() + " " + it.complaint())
            .toList();
    if (!missing.isEmpty()) {
      throw new ServerFailedException(
          "Not everything is ready: %s. Nothing was restarted; ./cascade up starts what is missing."
              .formatted(String.join(", ", missing)));
    }
  }
}
