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

/** What each server is doing right now. */
public final class StatusTable {

  private static final String LINE = "%-14s %-10s %8s  %-30s %9s  %s";

  private final Ecosystem ecosystem;

  /** The table of an ecosystem. */
  public StatusTable(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
  }

  /** Whether every server is ready. */
  public boolean allReady() {
    return ecosystem.all().stream().allMatch(PlatformServer::isReady);
  }

  /** The lines of the table, a header first; below it, why a server that runs is not ready. */
  public List<String> lines() {
    List<String> rows =
        Stream.concat(
                ecosystem.all().parallelStream().map(this::row).toList().stream(),
                ecosystem.all().parallelStream()
                    .filter(server -> server.isAlive() && !server.isReady())
                    .map(server -> "  " + server.name() + ": " + server.complaint())
                    .toList()
                    .stream())
            .toList();
    String header = LINE.formatted("PART", "STATE", "PID", "PORTS", "MEMORY", "UPTIME");
    return Stream.concat(Stream.of(header), rows.stream()).map(String::stripTrailing).toList();
  }

  private String row(PlatformServer server) {
    String ports =
        server.ports().entrySet().stream()
            .map(port -> port.getValue() + " " + port.getKey())
            .collect(Collectors.joining(", "));
    if (!server.isAlive()) {
      String state = ecosystem.runFolder().knows(server.name()) ? "died" : "stopped";
      return LINE.formatted(server.name(), state, "-", ports, "-", "-");
    }
    return LINE.formatted(
        server.name(),
        server.isReady() ? "ready" : "not ready",
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
