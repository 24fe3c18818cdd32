package dev.cascade.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.cascade.bench.report.LatencyPlot.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Writes a campaign's result as JSON, and its latencies as a plot. */
public final class ResultFiles {

  private final Path folder;

  /** Files in that folder, which is created. */
  public ResultFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * What the JSON holds.
   *
   * @param workload which workload
   * @param at when it was written
   * @param machine what it ran on
   * @param options what it was asked for
   * @param measurements every run, void ones too
   */
  private record Result(
      String workload,
      String at,
      Map<String, String> machine,
      Map<String, String> options,
      List<Measurement> measurements) {}

  /** Writes both files; their names begin with the time. */
  public List<Path> write(
      String workload,
      Map<String, String> machine,
      Map<String, String> options,
      List<Measurement> measurements) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String name = now.toString().replaceAll("[-:]", "") + "-" + workload;
    Path json = folder.resolve(name + ".json");
    Path plot = folder.resolve(name + ".svg");
    try {
      Files.createDirectories(folder);
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(
              json.toFile(), new Result(workload, now.toString(), machine, options, measurements));
      Files.writeString(plot, LatencyPlot.svg("Cascade, " + workload, lines(measurements)));
    } catch (IOException e) {
      throw new UncheckedIOException("The result cannot be written to " + folder, e);
    }
    return List.of(json, plot);
  }

  /** One line for each variant: of its runs, the one with the median p99. */
  private static List<Line> lines(List<Measurement> measurements) {
    List<Measurement> valid =
        measurements.stream()
            .filter(run -> !run.isVoid() && run.load().latency().count() > 0)
            .toList();
    return Tables.byVariant(valid).entrySet().stream()
        .map(runs -> new Line(runs.getKey(), middle(runs.getValue()).load().latency().curve()))
        .toList();
  }

  private static Measurement middle(List<Measurement> runs) {
    return runs.stream()
        .sorted(Comparator.comparingLong(run -> run.load().latency().p99()))
        .skip(runs.size() / 2)
        .findFirst()
        .orElseThrow();
  }
}
