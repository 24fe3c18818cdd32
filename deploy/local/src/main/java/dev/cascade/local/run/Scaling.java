package dev.cascade.local.run;

import dev.cascade.local.platform.PlatformServer;
import dev.cascade.local.platform.ServerFailedException;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;

/**
 * How many instances of a service a home runs. All of them are behind the entry; one that is taken
 * away gets no more requests, answers what it has, leaves its tasks to the others and is deleted.
 */
public final class Scaling {

  private final Installation installation;
  private final Progress progress;

  /** Of that installation; says what it does. */
  public Scaling(Installation installation, Progress progress) {
    this.installation = installation;
    this.progress = progress;
  }

  /**
   * Starts or stops instances until there are so many. Where the service does not run, the next
   * start starts so many.
   *
   * @param service its name
   * @param wanted from 1
   * @throws IllegalArgumentException when there is no such service, or not so many can be
   * @throws ServerFailedException when one cannot be started; there are as many as before then
   */
  public void scale(String service, int wanted) {
    ServiceDefinition definition = ServiceDefinition.scalable(service);
    if (wanted < 1 || wanted > HomeSettings.MOST_INSTANCES) {
      throw new IllegalArgumentException(
          "%s can have 1 to %d instances, not %d"
              .formatted(service, HomeSettings.MOST_INSTANCES, wanted));
    }
    HomeSettings kept = HomeSettings.of(installation.home());
    HomeSettings changed = kept.withInstances(service, wanted);
    int before = kept.instances(service);
    Ecosystem now = Ecosystem.of(installation, kept);
    if (now.instances(service).stream().noneMatch(PlatformServer::isAlive)) {
      changed.keep(installation.home());
      progress.step(service, "does not run; ./cascade up starts " + wanted);
      return;
    }
    if (wanted < before) {
      stop(now, service, before - wanted);
      changed.keep(installation.home());
    } else {
      start(service, kept, changed);
    }
    progress.step(
        service,
        "instances: %d instead of %d, behind port %d"
            .formatted(wanted, before, installation.port(definition.entryPort())));
    tellOfIdle(service, wanted);
  }

  /**
   * The next start needs no entry for services that have one instance. Settings that cannot be read
   * stay as they are.
   */
  public static void forgetIdleEntry(Installation installation) {
    HomeSettings.ifReadable(installation.home())
        .map(HomeSettings::withoutIdleEntry)
        .ifPresent(busy -> busy.keep(installation.home()));
  }

  private void start(String service, HomeSettings kept, HomeSettings changed) {
    changed.keep(installation.home());
    Ecosystem wanted = Ecosystem.of(installation, changed);
    try {
      new Startup(wanted, wanted.behindEntry(service), progress).run();
    } catch (Settling.NotSettledException e) {
      // All of them run.
      throw e;
    } catch (RuntimeException e) {
      kept.keep(installation.home());
      throw e;
    }
  }

  private void stop(Ecosystem now, String service, int count) {
    Handover handover = new Handover(now, service, progress);
    for (PlatformServer instance : now.instances(service).reversed().subList(0, count)) {
      handover.takeAway(instance);
      new Shutdown(now, progress).stop(instance);
      new HomeFolder(installation.home()).forget(instance.name());
    }
  }

  private void tellOfIdle(String service, int count) {
    int partitions =
        TopicCatalogue.load().topics().stream()
            .mapToInt(TopicDefinition::partitions)
            .max()
            .orElseThrow();
    if (count > partitions) {
      progress.line(
          "          ! Topics have %d partitions: of more instances of %s, some process no records and answer requests only."
              .formatted(partitions, service));
    }
  }
}
