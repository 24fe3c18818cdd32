package dev.cascade.local.shadow;

import dev.cascade.local.run.Ecosystem;
import dev.cascade.local.run.HomeFolder;
import dev.cascade.local.run.Progress;
import dev.cascade.local.run.ShadowServer;
import dev.cascade.local.secrets.BrokerSecrets;
import dev.cascade.local.shadow.ShadowedService.ShadowedApplication;
import dev.cascade.local.tail.AvroValues;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One shadow from its beginning to the comparison; takes away what it made, also on Ctrl-C. */
final class ShadowRun implements AutoCloseable {

  private static final long LOOK_MILLIS = 500;
  private static final long LOOKS_PER_LINE = 6;

  /** So long nothing is committed before it is given up; a long silence in the log takes time. */
  private static final long STUCK_LOOKS = 600;

  private static final int LINES_OF_A_FAILURE = 60;

  private final Ecosystem ecosystem;
  private final String service;
  private final List<ShadowedApplication> applications;
  private final Path work;
  private final boolean keep;
  private final String name;
  private final Cluster cluster;
  private final Thread atExit = new Thread(this::clean, "shadow-ends");
  private @Nullable ShadowServer server;
  private boolean cleaned;

  /**
   * Of that service.
   *
   * @param work a folder that nobody else uses now
   * @param keep whether its topics stay when it is over
   */
  ShadowRun(
      Ecosystem ecosystem,
      String service,
      List<ShadowedApplication> applications,
      Path work,
      boolean keep) {
    this.ecosystem = ecosystem;
    this.service = service;
    this.applications = applications;
    this.work = work;
    this.keep = keep;
    this.name = "shadow-" + service;
    this.cluster = new Cluster(client());
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  private Map<String, Object> client() {
    return ecosystem.kafka().client(BrokerSecrets.OWNER);
  }

  private String prefix() {
    return name + ".";
  }

  /**
   * Decides the history again and compares.
   *
   * @param build where the shadow's build is
   * @param settings of the shadow, beyond those that the service has
   * @throws NotComparableException when it cannot be done, or the shadow fails
   */
  ShadowReport compared(Path build, Map<String, String> settings, Progress progress) {
    int left = cluster.deleteAll(prefix());
    if (left > 0) {
      progress.step("left over", left + " topics and groups of an earlier shadow are deleted");
    }
    forget();
    Cut cut = Cut.of(cluster, applications);
    progress.step("cut", "%,d offsets of history, up to %s".formatted(cut.offsets(), cut.at()));
    cluster.makeLike(written(), prefix());
    write(cut);
    replay(build, settings, cut, progress);
    return compared(cut, progress);
  }

  /** Whatever the service may write, also where what cannot be read goes to. */
  private Set<String> written() {
    return TopicCatalogue.load().topics().stream()
        .filter(topic -> topic.owners().contains(service + "-service"))
        .map(TopicDefinition::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void write(Cut cut) {
    try {
      Files.writeString(work.resolve("shadow.properties"), cut.file(name));
    } catch (IOException e) {
      throw new NotComparableException("The folder " + work + " cannot be written: " + e, e);
    }
  }

  private void replay(Path build, Map<String, String> settings, Cut cut, Progress progress) {
    ShadowServer shadow = ecosystem.shadow(service, build, work, settings);
    server = shadow;
    begin(shadow);
    progress.step(
        "shadow", "pid %d, build %s, log %s".formatted(shadow.pid(), build, shadow.log()));
    long began = System.nanoTime();
    long before = 0;
    int still = 0;
    for (long looks = 1; shadow.isAlive(); looks++) {
      pause();
      long done = done(cut);
      still = done == before ? still + 1 : 0;
      before = done;
      if (still > STUCK_LOOKS) {
        throw new NotComparableException(
            "The shadow has decided nothing more for %d s; its log is %s"
                .formatted(STUCK_LOOKS * LOOK_MILLIS / 1_000, shadow.log()));
      }
      if (looks % LOOKS_PER_LINE == 0) {
        progress.step("replay", pace(done, cut.offsets(), System.nanoTime() - began));
      }
    }
    if (shadow.exitStatus().orElse(-1) != 0) {
      throw new NotComparableException(
          "The shadow has failed, status %d; what its log %s says:%n    %s"
              .formatted(shadow.exitStatus().orElse(-1), shadow.log(), lastLines(shadow)));
    }
    progress.step("replay", "all of it is decided");
  }

  /** Its log is only of this one. */
  private static void begin(ShadowServer shadow) {
    try {
      Files.deleteIfExists(shadow.log());
    } catch (IOException e) {
      throw new NotComparableException("The log " + shadow.log() + " cannot be begun: " + e, e);
    }
    shadow.start();
  }

  /** Neither what a healthy start says nor the places in the code. */
  private static String lastLines(ShadowServer shadow) {
    try {
      return shadow.lastLines(LINES_OF_A_FAILURE).stream()
          .filter(
              line -> !line.isBlank() && !line.matches("(?s)\\s+at .*|\\S+ \\S+ (INFO|WARN) .*"))
          .collect(Collectors.joining("\n    "));
    } catch (IOException e) {
      return "it cannot be read: " + e;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotComparableException("Interrupted", e);
    }
  }

  private long done(Cut cut) {
    return cut.inputs().keySet().stream()
        .mapToLong(application -> cluster.progress(prefix() + application))
        .sum();
  }

  private static String pace(long done, long all, long nanos) {
    double perSecond = done / (nanos / (double) TimeUnit.SECONDS.toNanos(1));
    String rest = done == 0 ? "?" : "%.0f".formatted((all - done) / perSecond);
    return "%,d of %,d offsets, %,.0f/s, %s s to go".formatted(done, all, perSecond, rest);
  }

  private ShadowReport compared(Cut cut, Progress progress) {
    Decisions decisions = new Decisions(client(), new AvroValues(ecosystem.registry().url()));
    List<TopicDifferences> found = new ArrayList<>();
    for (ShadowedApplication application : applications) {
      for (ComparedTopic topic : application.writes()) {
        Decisions.Found live = decisions.read(topic, "", cut.certain(), cut.possible());
        Map<TopicPartition, Long> ends =
            cluster.ends(cluster.partitions(Set.of(prefix() + topic.topic())));
        Decisions.Found shadow = decisions.read(topic, prefix(), Map.of(), ends);
        if (shadow.unreadable() > 0) {
          throw new NotComparableException(
              "%,d records that the shadow wrote to %s cannot be read; does the registry know their schemas?"
                  .formatted(shadow.unreadable(), prefix() + topic.topic()));
        }
        found.add(
            cluster.isDeletedFrom(topic.topic())
                ? TopicDifferences.ofEach(topic.topic(), live.own(), shadow.own())
                : TopicDifferences.ofLatest(topic.topic(), live.own(), shadow.own()));
        progress.step("compared", text(topic.topic(), live));
      }
    }
    return new ShadowReport(service, found);
  }

  private static String text(String topic, Decisions.Found live) {
    String records = "%s: %,d records".formatted(topic, live.own().size());
    return live.unreadable() == 0
        ? records
        : records + ", without %,d that nobody can read".formatted(live.unreadable());
  }

  private synchronized void clean() {
    if (cleaned) {
      return;
    }
    cleaned = true;
    if (server != null) {
      server.close();
    }
    if (!keep) {
      cluster.deleteAll(prefix());
    }
    cluster.close();
    forget();
  }

  /** All but the lock. */
  private void forget() {
    new HomeFolder(work).wipe();
    try {
      Files.deleteIfExists(work.resolve("shadow.properties"));
    } catch (IOException e) {
      throw new NotComparableException("The folder " + work + " cannot be cleaned: " + e, e);
    }
  }

  @Override
  public void close() {
    clean();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // This JVM ends; the hook runs or has run.
    }
  }
}
