package dev.cascade.bench.workload;

import dev.cascade.bench.report.Measurement;
import dev.cascade.bench.report.ResultFiles;
import dev.cascade.bench.report.Tables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures variants in turn, so that what changes on the machine meanwhile meets all of them. Once
 * a variant has saturated, those after it are not tried: they are higher rates.
 */
final class Campaign {

  private final Lab lab;
  private final String workload;
  private final Map<String, String> options;
  private final List<Measurement> all = new ArrayList<>();

  Campaign(Lab lab, String workload, Map<String, String> options) {
    this.lab = lab;
    this.workload = workload;
    this.options = options;
  }

  /** Runs all variants so many times each. */
  Campaign run(List<? extends Variant> variants, int runs) throws InterruptedException {
    return run(variants, runs, false);
  }

  /** The same with rising rates: once one has saturated, the higher ones are not tried again. */
  Campaign runRising(List<? extends Variant> variants, int runs) throws InterruptedException {
    return run(variants, runs, true);
  }

  private Campaign run(List<? extends Variant> variants, int runs, boolean rising)
      throws InterruptedException {
    int tried = variants.size();
    for (int run = 1; run <= runs; run++) {
      for (int index = 0; index < tried; index++) {
        Measurement measurement = variants.get(index).measure(run);
        add(measurement);
        if (rising && measurement.load().isSaturated()) {
          tried = index + 1;
        }
      }
    }
    return this;
  }

  private void add(Measurement measurement) {
    all.add(measurement);
    lab.out().println(Tables.line(measurement));
    measurement
        .load()
        .failures()
        .forEach((kind, count) -> lab.out().printf("  %d failed: %s%n", count, kind));
    measurement.findings().samples().forEach(finding -> lab.out().println("  audit: " + finding));
  }

  /** Prints the tables and writes the files; the exit code. */
  int report() {
    lab.out().println();
    lab.machine().forEach((name, value) -> lab.out().printf("%-10s %s%n", name, value));
    print(Tables.latencies(all));
    if (all.stream().anyMatch(run -> !run.figures().isEmpty())) {
      print(Tables.figures(all));
    }
    Tables.lastOfEach(all).forEach(this::details);
    for (Path file :
        new ResultFiles(lab.installation().results())
            .write(workload, lab.machine(), options, all)) {
      lab.out().println("written: " + lab.installation().root().relativize(file));
    }
    return all.stream().anyMatch(Measurement::isVoid) ? 1 : 0;
  }

  private void details(Measurement measurement) {
    lab.out().printf("%n%s, run %d%n", measurement.variant(), measurement.run());
    Tables.resources(measurement).forEach(lab.out()::println);
    if (measurement.hops() != null) {
      print(Tables.hops(measurement.hops()));
    }
  }

  private void print(List<String> lines) {
    lab.out().println();
    lines.forEach(lab.out()::println);
  }
}
