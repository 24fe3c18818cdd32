package dev.cascade.chaos.stage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.cascade.chaos.plan.FaultKind;
import dev.cascade.chaos.plan.Plan;
import dev.cascade.local.platform.PlatformServer;
import dev.cascade.local.platform.Processes;
import dev.cascade.local.platform.ServerFailedException;
import dev.cascade.local.run.Ecosystem;
import dev.cascade.local.run.HomeFolder;
import dev.cascade.local.run.HomeSettings;
import dev.cascade.local.run.Installation;
import dev.cascade.local.run.Progress;
import dev.cascade.local.run.Startup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An ecosystem made for one run: three brokers, one of them with a network and a disk of its own
 * where the machine lets us, and small disks for some services. Closing it ends everything that
 * runs in it.
 */
public final class Stage implements AutoCloseable {

  private static final long SERVICE_DISK_BYTES = 1L << 30;
  private static final long BROKER_DISK_BYTES = 6L << 30;
  private static final int SECOND = 2;
  private static final int AT_ONCE = 2;

  private final Ecosystem ecosystem;
  private final Progress progress;
  private final Optional<BrokerNetwork> network;
  private final Map<String, SmallDisk> disks = new ConcurrentHashMap<>();
  private final Map<String, PlatformServer> seconds = new ConcurrentHashMap<>();
  private final Map<String, PlatformServer> routed = new ConcurrentHashMap<>();
  private final AtomicInteger kills = new AtomicInteger();
  private volatile boolean closed;

  private Stage(Ecosystem ecosystem, Progress progress, Optional<BrokerNetwork> network) {
    this.ecosystem = ecosystem;
    this.progress = progress;
    this.network = network;
  }

  /**
   * A fresh one, not started. What an earlier run left in its home is deleted.
   *
   * @param kinds the faults that it has to be fit for
   * @param progress where the start of each part is told
   * @throws ServerFailedException when something runs in that home
   */
  public static Stage make(Installation installation, Set<FaultKind> kinds, Progress progress) {
    Path home = installation.home();
    Ecosystem before = Ecosystem.of(installation);
    before.all().stream()
        .filter(PlatformServer::isAlive)
        .findFirst()
        .ifPresent(part -> {
          throw new ServerFailedException(
              part.name() + " runs in " + home + ": chaos makes a system of its own, name another");
        });
    smallFolders(installation).values().forEach(SmallDisk::remove);
    new HomeFolder(home).wipe();
    Optional<BrokerNetwork> network = Optional.empty();
    HomeSettings settings = HomeSettings.ofBrokers(Plan.BROKERS.size());
    if (kinds.contains(FaultKind.PARTITION_BROKER) || kinds.contains(FaultKind.SLOW_BROKER)) {
      network = Optional.of(BrokerNetwork.create());
      settings =
          settings
              .withBrokerAt(1, BrokerNetwork.OUTSIDE, List.of())
              .withBrokerAt(2, BrokerNetwork.OUTSIDE, List.of())
              .withBrokerAt(3, BrokerNetwork.INSIDE, BrokerNetwork.wrapper());
    }
    settings.keep(home);
    Stage stage = new Stage(Ecosystem.of(installation), progress, network);
    stage.makeDisks(installation, kinds);
    return stage;
  }

  private void makeDisks(Installation installation, Set<FaultKind> kinds) {
    smallFolders(installation)
        .forEach((part, folder) -> {
          boolean ofBroker = part.equals(Plan.SET_APART);
          FaultKind kind = ofBroker ? FaultKind.DISK_FULL_BROKER : FaultKind.DISK_FULL_SERVICE;
          if (kinds.contains(kind)) {
            disks.put(
                part, SmallDisk.at(folder, ofBroker ? BROKER_DISK_BYTES : SERVICE_DISK_BYTES));
          }
        });
  }

  private static Map<String, Path> smallFolders(Installation installation) {
    Map<String, Path> folders = new java.util.LinkedHashMap<>();
    folders.put(Plan.SET_APART, installation.data(Plan.SET_APART));
    Plan.ON_SMALL_DISKS.forEach(
        part -> folders.put(part, installation.home().resolve("streams").resolve(part)));
    return folders;
  }

  /** The ecosystem. */
  public Ecosystem ecosystem() {
    return ecosystem;
  }

  /**
   * Starts everything that does not run, as {@code ./cascade up} does, a few parts at a time: with
   * three brokers, all at once would take each of them too long on a small machine.
   */
  public void up() {
    start(ecosystem.platform());
    List<PlatformServer> services = ecosystem.neededServices();
    for (int first = 0; first < services.size(); first += AT_ONCE) {
      start(services.subList(first, Math.min(first + AT_ONCE, services.size())));
    }
    start(ecosystem.all());
  }

  private void start(List<PlatformServer> parts) {
    new Startup(ecosystem, parts, progress).run();
  }

  /** A part, by the launcher's name. */
  public PlatformServer part(String name) {
    return ecosystem.server(name);
  }

  /** Starts a part unless it runs; returns before it is ready. */
  public void start(String name) {
    start(name, Map.of());
  }

  private synchronized void start(String name, Map<String, String> variables) {
    PlatformServer part = part(name);
    if (closed || part.isAlive()) {
      return;
    }
    part.startWith(variables);
    ecosystem.runFolder().remember(name, part.process());
  }

  /** Ends a part at once, if it runs. */
  public void kill(String name) {
    PlatformServer part = part(name);
    if (part.isAlive()) {
      part.kill();
      kills.incrementAndGet();
    }
  }

  /** How many processes were ended so. */
  public int kills() {
    return kills.get();
  }

  /** How much a part has said until now, in bytes of its log. */
  public long said(String name) {
    return part(name).log().toFile().length();
  }

  /** Whether it has said something of that kind since then. */
  public boolean hasSaid(String name, long since, Pattern what) {
    try (Stream<String> lines = Files.lines(part(name).log(), ISO_8859_1)) {
      // A log that has become too long begins anew.
      long skipped = said(name) < since ? 0 : since;
      AtomicLong at = new AtomicLong();
      return lines.anyMatch(
          line -> at.getAndAdd(line.length() + 1L) >= skipped && what.matcher(line).find());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a part unless it runs, with a clock that is wrong: ahead, or behind if negative. */
  public void startSkewed(String name, Duration ahead) {
    FalseClock clock = clock(name);
    clock.set(ahead);
    start(name, clock.environment());
  }

  /** Sets the clock right of a part that was started with a wrong one. */
  public void setClockRight(String name) {
    clock(name).set(Duration.ZERO);
  }

  private FalseClock clock(String name) {
    return new FalseClock(ecosystem.installation().home().resolve("clock-of-" + name));
  }

  /** Stops the threads of a part where they are. */
  public void freeze(String name) {
    signal(part(name), "STOP");
  }

  /** Lets them go on. */
  public void thaw(String name) {
    signal(part(name), "CONT");
  }

  private static void signal(PlatformServer part, String signal) {
    Shell.must("kill", "-" + signal, Long.toString(part.pid()));
  }

  /** Starts another instance of a service beside the first; returns before it is ready. */
  public synchronized PlatformServer startSecond(String service) {
    PlatformServer second = ecosystem.another(service, SECOND);
    if (!closed) {
      second.start();
      ecosystem.runFolder().remember(second.name(), second.process());
      seconds.put(service, second);
    }
    return second;
  }

  /** Ends the other instance, as a shutdown does. */
  public void stopSecond(String service) {
    PlatformServer second = seconds.remove(service);
    if (second != null) {
      second.close();
      ecosystem.runFolder().forget(second.name());
    }
  }

  /** Sends users to the other instance, which must be ready. */
  public void routeToSecond(String service) {
    PlatformServer second = seconds.get(service);
    if (second != null) {
      routed.put(service, second);
    }
  }

  /** Sends users to the first instance again. */
  public void routeToFirst(String service) {
    routed.remove(service);
  }

  /** Where users find a service. */
  public String url(String service) {
    PlatformServer instance = routed.getOrDefault(service, part(service));
    return "http://127.0.0.1:" + instance.ports().firstEntry().getValue();
  }

  /** The small disk of a part. */
  public SmallDisk disk(String part) {
    SmallDisk disk = disks.get(part);
    if (disk == null) {
      throw new IllegalStateException(part + " has no disk of its own");
    }
    return disk;
  }

  /** The network of the broker that is set apart. */
  public BrokerNetwork network() {
    return network.orElseThrow(() -> new IllegalStateException("There is no such network"));
  }

  /** Ends every process at once, and takes disks and network away. */
  @Override
  public synchronized void close() {
    closed = true;
    List<PlatformServer> all = new ArrayList<>(ecosystem.all());
    all.addAll(seconds.values());
    all.stream().filter(PlatformServer::isAlive).forEach(it -> it.process().destroyForcibly());
    all.stream()
        .filter(PlatformServer::isAlive)
        .forEach(it -> Processes.awaitEnd(it.process(), Duration.ofSeconds(10)));
    all.forEach(it -> ecosystem.runFolder().forget(it.name()));
    if (!disks.isEmpty()) {
      smallFolders(ecosystem.installation()).values().forEach(SmallDisk::remove);
    }
    if (network.isPresent()) {
      BrokerNetwork.remove();
    }
  }
}
