package dev.cascade.bench.report;

import dev.cascade.bench.capacity.CapacityModel.Deployment;
import dev.cascade.bench.load.Latencies;
import dev.cascade.bench.load.LoadResult;
import dev.cascade.bench.orders.HopBreakdown;
import dev.cascade.bench.orders.HopBreakdown.Hop;
import dev.cascade.bench.resources.ResourceUse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The tables that a person reads after a campaign. */
public final class Tables {

  private static final double MICROS_PER_MILLI = 1_000;

  private Tables() {}

  /** One line about a run that has just ended. */
  public static String line(Measurement measurement) {
    LoadResult load = measurement.load();
    return String.format(
        Locale.ROOT,
        "%s run %d: %.1f/s, p50 %s p99 %s max %s ms, backlog %d, cores: driver %.2f system %.2f"
            + " foreign %.2f%s%s",
        measurement.variant(),
        measurement.run(),
        load.achievedPerSecond(),
        millis(load.latency().p50()),
        millis(load.latency().p99()),
        millis(load.latency().max()),
        load.backlog(),
        measurement.use().cores(ResourceUse.DRIVER),
        measurement.use().systemCores(),
        measurement.use().foreignCores(),
        load.isSaturated() ? ", SATURATED" : "",
        measurement.isVoid() ? ", VOID" : "");
  }

  /** Latencies of each variant: the median of its runs, and their spread. */
  public static List<String> latencies(List<Measurement> all) {
    TextTable table =
        new TextTable(
            "variant",
            "runs",
            "done/s",
            "p50 ms",
            "p90 ms",
            "p99 ms",
            "p99.9 ms",
            "max ms",
            "driver cores",
            "system cores",
            "foreign",
            "note");
    byVariant(all).forEach((variant, runs) -> table.row(row(variant, runs)));
    return table.lines();
  }

  private static String[] row(String variant, List<Measurement> runs) {
    List<Measurement> valid = valid(runs);
    if (valid.isEmpty()) {
      return new String[] {
        variant, "0 of " + runs.size(), "-", "-", "-", "-", "-", "-", "-", "-", "-", "void"
      };
    }
    return new String[] {
      variant,
      valid.size() == runs.size() ? "" + runs.size() : valid.size() + " of " + runs.size(),
      spread(valid, run -> run.load().achievedPerSecond(), 1),
      millis(valid, Latencies::p50),
      millis(valid, Latencies::p90),
      millis(valid, Latencies::p99),
      millis(valid, Latencies::p999),
      millis(valid, Latencies::max),
      spread(valid, run -> run.use().cores(ResourceUse.DRIVER), 2),
      spread(valid, run -> run.use().systemCores(), 2),
      spread(valid, run -> run.use().foreignCores(), 2),
      note(valid)
    };
  }

  private static List<Measurement> valid(List<Measurement> runs) {
    return runs.stream().filter(run -> !run.isVoid()).toList();
  }

  private static String note(List<Measurement> valid) {
    return valid.stream().anyMatch(run -> run.load().isSaturated()) ? "saturated" : "";
  }

  /** The systems of a comparison in turn; what they cost is the figure of that name. */
  public static List<String> contenders(List<Measurement> all, String cost) {
    TextTable table =
        new TextTable("variant", "done/s", "p50 ms", "p99 ms", "max ms", "cores", cost, "note");
    byVariant(all).forEach((variant, runs) -> table.row(row(variant, valid(runs), cost)));
    return table.lines();
  }

  private static String[] row(String variant, List<Measurement> valid, String cost) {
    if (valid.isEmpty()) {
      return new String[] {variant, "-", "-", "-", "-", "-", "-", "void"};
    }
    return new String[] {
      variant,
      spread(valid, run -> run.load().achievedPerSecond(), 1),
      millis(valid, Latencies::p50),
      millis(valid, Latencies::p99),
      millis(valid, Latencies::max),
      spread(valid, run -> run.use().systemCores(), 2),
      spread(valid, run -> run.figures().getOrDefault(cost, 0.0), 1),
      note(valid)
    };
  }

  /** The other figures of each variant. */
  public static List<String> figures(List<Measurement> all) {
    TextTable table = new TextTable("variant", "figure", "median [least-most]");
    byVariant(all)
        .forEach((variant, runs) -> {
          List<Measurement> valid = valid(runs);
          valid.stream()
              .flatMap(run -> run.figures().keySet().stream())
              .distinct()
              .sorted()
              .forEach(figure ->
                  table.row(
                      variant,
                      figure,
                      spread(valid, run -> run.figures().getOrDefault(figure, 0.0), 2)));
        });
    return table.lines();
  }

  /** Processor time and memory of each process, in one run. */
  public static List<String> resources(Measurement measurement) {
    TextTable table = new TextTable("process", "cores", "cpu ms", "resident MB");
    measurement
        .use()
        .parts()
        .forEach((name, part) ->
            table.row(
                name,
                decimal(measurement.use().cores(name), 3),
                decimal(part.cpuMillis(), 0),
                decimal(part.residentMegabytes(), 0)));
    return table.lines();
  }

  /** What deployments of several sizes can do, and what they need. */
  public static List<String> deployments(List<Deployment> all) {
    TextTable table =
        new TextTable(
            "partitions",
            "copies",
            "orders/s",
            "broker cores",
            "service cores",
            "transactions/s",
            "log MB/s",
            "log GB/day",
            "merchant accounts");
    for (Deployment it : all) {
      table.row(
          Integer.toString(it.partitions()),
          Integer.toString(it.copies()),
          decimal(it.ordersPerSecond(), 0),
          decimal(it.brokerCores(), 1),
          decimal(it.serviceCores(), 1),
          decimal(it.transactionsPerSecond(), 0),
          decimal(it.logMegabytesPerSecond(), 1),
          decimal(it.logGigabytesPerDay(), 0),
          Integer.toString(it.merchantAccounts()));
    }
    return table.lines();
  }

  /** Where the time of a run's orders went. */
  public static List<String> hops(HopBreakdown breakdown) {
    TextTable table =
        new TextTable("step", "orders", "p50 ms", "p90 ms", "p99 ms", "max ms", "reached at p50");
    for (Hop hop : breakdown.hops()) {
      table.row(
          hop.name(),
          Long.toString(hop.took().count()),
          millis(hop.took().p50()),
          millis(hop.took().p90()),
          millis(hop.took().p99()),
          millis(hop.took().max()),
          millis(hop.reached().p50()));
    }
    return table.lines();
  }

  /** The last run of each variant. */
  public static List<Measurement> lastOfEach(List<Measurement> all) {
    return byVariant(all).values().stream().map(List::getLast).toList();
  }

  static Map<String, List<Measurement>> byVariant(List<Measurement> all) {
    return all.stream()
        .collect(
            Collectors.groupingBy(Measurement::variant, LinkedHashMap::new, Collectors.toList()));
  }

  private static String millis(List<Measurement> runs, ToLongFunction<Latencies> micros) {
    return spread(runs, run -> micros.applyAsLong(run.load().latency()) / MICROS_PER_MILLI, 1);
  }

  private static String spread(
      List<Measurement> runs, ToDoubleFunction<Measurement> figure, int decimals) {
    return Spread.of(runs.stream().mapToDouble(figure)).text(decimals);
  }

  private static String millis(long micros) {
    return decimal(micros / MICROS_PER_MILLI, 1);
  }

  private static String decimal(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
