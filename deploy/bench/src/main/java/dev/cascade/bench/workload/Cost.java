package dev.cascade.bench.workload;

import dev.cascade.bench.kafka.RecordCounts;
import dev.cascade.bench.load.Schedule;
import dev.cascade.bench.report.Measurement;
import dev.cascade.bench.resources.ResourceMeter;
import dev.cascade.bench.resources.ResourceUse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What an order costs, and how that grows with its lines and with the number of keys. */
@Command(
    name = "cost",
    description = {
      "Processor time and records per order, by lines and by number of keys.",
      "Keys are products, customers and accounts; smaller sets come first, as stores do not shrink."
    },
    mixinStandardHelpOptions = true)
public final class Cost extends Workload {

  private static final List<Double> RATE = List.of(20.0);
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final double WORTH_SHOWING = 0.01;

  @Mixin private LoadOptions load = new LoadOptions();

  @Option(
      names = "--lines",
      split = ",",
      defaultValue = "1,10,100",
      description = "Lines of an order, several with commas (default ${DEFAULT-VALUE}).")
  private List<Integer> lines = List.of();

  @Option(
      names = "--keys",
      split = ",",
      defaultValue = "1000,100000",
      description =
          "Customers and products, several with commas, lowest first (default ${DEFAULT-VALUE}).")
  private List<Integer> keys = List.of();

  @Override
  void check() {
    load.check();
    int mostLines = lines.stream().mapToInt(Integer::intValue).max().orElse(0);
    if (lines.stream().anyMatch(count -> count < 1)) {
      throw new IllegalArgumentException("--lines must be 1 or more, not " + lines);
    }
    if (keys.stream().anyMatch(count -> count < Math.max(2, mostLines))) {
      throw new IllegalArgumentException("--keys must be 2 or more, and at least --lines");
    }
  }

  @Override
  int measure(Lab lab) throws InterruptedException {
    Campaign campaign = new Campaign(lab, name(), given());
    for (int count : keys.stream().sorted().toList()) {
      lab.ensureData(count, count);
      for (double rate : load.ratesOr(RATE)) {
        campaign.run(
            lines.stream().map(each -> new CostVariant(lab, rate, each, count)).toList(),
            load.runs());
      }
    }
    return campaign.report();
  }

  private final class CostVariant implements Variant {

    private final Lab lab;
    private final double rate;
    private final int lines;
    private final int keys;

    CostVariant(Lab lab, double rate, int lines, int keys) {
      this.lab = lab;
      this.rate = rate;
      this.lines = lines;
      this.keys = keys;
    }

    @Override
    public String label() {
      return lines + " lines, " + keys + " keys, " + Labels.rate(rate);
    }

    @Override
    public Measurement measure(int run) throws InterruptedException {
      double idleCores = idleCores(lab);
      RecordCounts records = new RecordCounts(lab.kafka());
      Schedule schedule = load.schedule(rate);
      Measurement measurement =
          OrderVariant.plain(
                  lab,
                  label(),
                  Goal.CONFIRMED,
                  load,
                  schedule,
                  new OrderVariant.Spread(keys, keys, lines))
              .measure(run);
      Map<String, Double> figures = new HashMap<>();
      processorTime(measurement, idleCores, figures);
      recordsPerOrder(records.sinceThen(), schedule.arrivals(), figures);
      return measurement.with(figures);
    }
  }

  private static double idleCores(Lab lab) throws InterruptedException {
    ResourceMeter meter = new ResourceMeter(lab.processes());
    meter.begins();
    Thread.sleep(IDLE);
    meter.ends();
    return meter.use().systemCores();
  }

  private static void processorTime(
      Measurement measurement, double idleCores, Map<String, Double> figures) {
    ResourceUse use = measurement.use();
    double orders = measurement.load().achievedPerSecond() * use.seconds();
    double idleMillis = idleCores * 1_000 * use.seconds();
    figures.put("cpu ms per order", use.systemCpuMillis() / orders);
    figures.put("cpu ms per order beyond idle", (use.systemCpuMillis() - idleMillis) / orders);
    figures.put("idle cores", idleCores);
    use.parts()
        .forEach(
            (part, used) -> figures.put("cpu ms per order, " + part, used.cpuMillis() / orders));
  }

  private static void recordsPerOrder(
      Map<String, Long> counts, long orders, Map<String, Double> figures) {
    double all = 0;
    for (Map.Entry<String, Long> topic : counts.entrySet()) {
      double perOrder = topic.getValue() / (double) orders;
      all += perOrder;
      if (perOrder >= WORTH_SHOWING) {
        figures.put("offsets per order, " + topic.getKey(), perOrder);
      }
    }
    figures.put("offsets per order, all topics, with markers", all);
  }
}
