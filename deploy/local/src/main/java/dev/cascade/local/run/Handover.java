package dev.cascade.local.run;

import dev.cascade.local.entry.Door;
import dev.cascade.local.platform.PlatformServer;
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
  private final Set<PlatformServer> away = new HashSet<>();

  Handover(Ecosystem ecosystem, String service, Progress progress) {
    this.ecosystem = ecosystem;
    this.service = service;
    this.progress = progress;
  }

  /** The instance gets no more requests; returns when it has answered those that it has. */
  void takeAway(PlatformServer instance) {
    away.add(instance);
    serveTheOthers();
    ecosystem
        .requireEntry()
        .client()
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
    ecosystem.requireEntry().client().awaitReady(service, LONGEST_LOOK);
  }

  private void serveTheOthers() {
    EntryServer entry = ecosystem.requireEntry();
    List<String> others =
        ecosystem.instances(service).stream()
            .filter(it -> !away.contains(it))
            .map(Ecosystem::address)
            .toList();
    entry.client().serve(service, new Door(entry.port(service), others));
  }
}
