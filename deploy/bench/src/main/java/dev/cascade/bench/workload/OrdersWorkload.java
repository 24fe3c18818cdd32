package dev.cascade.bench.workload;

import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Orders over HTTP, at rising rates. */
abstract class OrdersWorkload extends Workload {

  private static final List<Double> RATES = List.of(10.0, 50.0, 100.0, 200.0, 500.0);

  @Mixin private LoadOptions load = new LoadOptions();
  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--no-breakdown",
      description = "Do not observe the topics; saves the driver a consumer.")
  private boolean unobserved;

  abstract Goal goal();

  @Override
  void check() {
    load.check();
    data.check();
  }

  @Override
  int measure(Lab lab) throws InterruptedException {
    lab.ensureData(data.customers(), data.products());
    WarmUp.run(lab, load, data, goal());
    return new Campaign(lab, name(), given())
        .runRising(
            load.ratesOr(RATES).stream().map(rate -> variant(lab, rate)).toList(), load.runs())
        .report();
  }

  private OrderVariant variant(Lab lab, double rate) {
    return new OrderVariant(
        lab,
        Labels.rate(rate),
        goal(),
        load,
        load.schedule(rate),
        OrderVariant.Spread.of(data),
        !unobserved);
  }
}
