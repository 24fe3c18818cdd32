package dev.cascade.local.run;

import dev.cascade.local.entry.Door;
import dev.cascade.local.entry.EntryClient;
import dev.cascade.local.platform.PlatformServer;
import dev.cascade.local.platform.ServerFailedException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes instances of a service out from behind the entry and puts them back, so that one that is
 * going to stop has answered what it was asked.
 */
final class Handover {

  /** A little more than the longest that a read may wait. */
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(65);

  private static final Duration LONGEST_LOOK = Duration.ofSeconds(60);

  private final Ecosystem ecosystem;
  private final String service;
  private final Progress progress;
  private final int port;
  private final EntryClient entry;
  private final Set<PlatformServer> away = new HashSet<>();

  /**
   * Of instances of one service.
   *
   * @throws ServerFailedException when nobody may speak with the entry
   */
  Handover(Ecosystem ecosystem, String service, Progress progress) {
    this.ecosystem = ecosystem;
    this.service = service;
    this.progress = progress;
    this.port = ecosystem.requireEntry().port(service);
    this.entry = ecosystem.requireEntry().client();
  }

  /** The instance gets no more requests; returns when it has answered those that it has. */
  void takeAway(PlatformServer instance) {
    away.add(instance);
    serveTheOthers();
    entry
        .awaitLeft(service, LONGEST_ANSWER)
        .forEach(left ->
            progress.step(
                instance.name(),
                "is not waited for any longer; requests that do not end: " + left.underWay()));
  }

  /** The instance gets requests again; returns when the entry sees it ready. */
  void putBack(PlatformServer instance) {
    away.remove(instance);
    serveTheOthers();
    entry.awaitReady(service, LONGEST_LOOK);
  }

  private void serveTheOthers() {
    List<String> others =
        ecosystem.instances(service).stream()
            .filter(it -> !away.contains(it))
            .map(Ecosystem::address)
            .toList();
    entry.serve(service, new Door(port, others));
  }
}
