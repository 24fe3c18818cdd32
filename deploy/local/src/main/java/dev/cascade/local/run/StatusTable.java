package dev.cascade.local.run;

import dev.cascade.local.platform.PlatformServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What each server was doing at one moment: each is asked once. */
public final class StatusTable {

  private static final String LINE = "%-14s %-10s %8s  %-30s %9s  %s";

  private final Ecosystem ecosystem;
  private final List<Asked> others;
  private final List<Seen> seen;

  /** Looks at all servers of an ecosystem, at the same time. */
  public StatusTable(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
    this.others = ecosystem.foreignParts().parallelStream().map(Asked::of).toList();
    this.seen = ecosystem.all().parallelStream().map(Seen::of).toList();
  }

  /**
   * A server as it was when it was asked.
   *
   * @param complaint why it is not ready, where it runs and is not
   */
  private record Seen(PlatformServer server, boolean alive, boolean ready, String complaint) {

    static Seen of(PlatformServer server) {
      boolean alive = server.isAlive();
      boolean ready = alive && server.isReady();
      return new Seen(server, alive, ready, alive && !ready ? server.complaint() : "");
    }
  }

  /** What others run, as it was when it was asked. */
  private record Asked(ForeignPart part, boolean answered) {

    static Asked of(ForeignPart part) {
      return new Asked(part, part.answers().getAsBoolean());
    }
  }

  /** Whether every server is ready, and what others run answers. */
  public boolean allReady() {
    return seen.stream().allMatch(Seen::ready) && others.stream().allMatch(Asked::answered);
  }

  /** The lines of the table, a header first; below it, why a server that runs is not ready. */
  public List<String> lines() {
    Stream<String> header =
        Stream.of(LINE.formatted("PART", "STATE", "PID", "PORTS", "MEMORY", "UPTIME"));
    Stream<String> complaints =
        seen.stream()
            .filter(it -> it.alive() && !it.ready())
            .map(it -> "  " + it.server().name() + ": " + it.complaint());
    return Stream.of(
            header, others.stream().map(StatusTable::row), seen.stream().map(this::row), complaints)
        .flatMap(lines -> lines)
        .map(String::stripTrailing)
        .toList();
  }

  private static String row(Asked other) {
    return LINE.formatted(
        other.part().name(),
        other.answered() ? "answers" : "is away",
        "-",
        other.part().address(),
        "-",
        "run by others");
  }

  private String row(Seen found) {
    PlatformServer server = found.server();
    String ports =
        server.ports().entrySet().stream()
            .map(port -> port.getValue() + " " + port.getKey())
            .collect(Collectors.joining(", "));
    if (!found.alive()) {
      String state = ecosystem.runFolder().knows(server.name()) ? "died" : "stopped";
      return LINE.formatted(server.name(), state, "-", ports, "-", "-");
    }
    return LINE.formatted(
        server.name(),
        found.ready() ? "ready" : "not ready",
        server.pid(),
        ports,
        memory(server.pid()),
        uptime(server.process()));
  }

  private static String uptime(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(start -> readable(Duration.between(start, Instant.now())))
        .orElse("?");
  }

  private static String readable(Duration time) {
    return time.toHours() > 0
        ? "%d h %d min".formatted(time.toHours(), time.toMinutesPart())
        : "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart());
  }

  private static String memory(long pid) {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .findFirst()
          .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .map(kilobytes -> String.format(Locale.ROOT, "%d MB", kilobytes >> 10))
          .orElse("?");
    } catch (IOException e) {
      return "?";
    }
  }
}
