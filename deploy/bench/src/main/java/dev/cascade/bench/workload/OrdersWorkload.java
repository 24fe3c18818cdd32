package dev.cascade.bench.workload;

import dev.cascade.bench.ecosystem.Part;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Orders over HTTP, at rising rates. */
abstract class OrdersWorkload extends Workload {

  private static final List<Double> RATES = List.of(10.0, 50.0, 100.0, 200.0, 500.0);

  private static final int MOST_INSTANCES = 9;

  @Mixin private LoadOptions load = new LoadOptions();
  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--no-breakdown",
      description = "Leave out the last run of each rate, in which the topics are observed.")
  private boolean withoutBreakdown;

  @Option(
      names = "--traced",
      description = "Run each rate in turn also with every order in a trace that is recorded.")
  private boolean traced;

  @Option(
      names = "--instances",
      defaultValue = "1",
      description =
          "Instances of orders, behind the entry when they are several (default ${DEFAULT-VALUE}).")
  private int instances = 1;

  abstract Goal goal();

  @Override
  void check() {
    load.check();
    data.check();
    if (instances < 1 || instances > MOST_INSTANCES) {
      throw new IllegalArgumentException("--instances must be 1 to " + MOST_INSTANCES);
    }
  }

  @Override
  int measure(Lab lab) throws InterruptedException {
    lab.ecosystem().scale(Part.ORDERS, instances);
    lab.ensureData(data.customers(), data.products());
    WarmUp.run(lab, load, data, goal());
    Campaign campaign = new Campaign(lab, name(), given()).runRising(latencies(lab), load.runs());
    if (!withoutBreakdown) {
      campaign.runRising(observed(lab), 1);
    }
    return campaign.report();
  }

  /**
   * One for each rate. Who observes the topics takes processors from what is measured, so latencies
   * are measured without, and the steps of an order in a run of their own.
   */
  private List<OrderVariant> observed(Lab lab) {
    return load.ratesOr(RATES).stream()
        .map(rate -> variant(lab, rate, Labels.rate(rate) + ", observed", true, false))
        .toList();
  }

  private List<OrderVariant> latencies(Lab lab) {
    return load.ratesOr(RATES).stream()
        .flatMap(rate ->
            Stream.of(false, true)
                .filter(inTrace -> traced || !inTrace)
                .map(inTrace ->
                    variant(
                        lab,
                        rate,
                        Labels.rate(rate) + (inTrace ? ", traced" : ""),
                        false,
                        inTrace)))
        .toList();
  }

  private OrderVariant variant(
      Lab lab, double rate, String label, boolean observed, boolean inTrace) {
    return new OrderVariant(
        lab,
        label,
        goal(),
        load,
        load.schedule(rate),
        OrderVariant.Spread.of(data),
        observed,
        inTrace);
  }
}
