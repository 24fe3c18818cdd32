package dev.cascade.bench.workload;

import dev.cascade.bench.ecosystem.Ecosystem;
import dev.cascade.bench.ecosystem.Part;
import dev.cascade.bench.ecosystem.SecondInstance;
import dev.cascade.bench.ecosystem.ServiceCommand;
import dev.cascade.bench.report.Measurement;
import dev.cascade.bench.resources.ResourceMeter;
import dev.cascade.bench.resources.ResourceUse;
import dev.cascade.bench.resources.ResourceUse.PartUse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How long a service takes to get ready, and how much memory it keeps, idle and loaded. */
@Command(
    name = "footprint",
    description = {
      "Start to ready and resident memory of each service.",
      "Each service is stopped and started alone, then all together are idle, then loaded."
    },
    mixinStandardHelpOptions = true)
public final class Footprint extends Workload {

  private static final List<Double> RATE = List.of(100.0);
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final double NANOS_PER_SECOND = 1e9;

  @Mixin private LoadOptions load = new LoadOptions();
  @Mixin private DataOptions data = new DataOptions();

  @Override
  void check() {
    load.check();
    data.check();
  }

  @Override
  int measure(Lab lab) throws InterruptedException {
    lab.ensureData(data.customers(), data.products());
    List<? extends Variant> variants =
        load.ratesOr(RATE).stream().map(rate -> new Loaded(lab, rate)).toList();
    return new Campaign(lab, name(), given()).run(variants, load.runs()).report();
  }

  private final class Loaded implements Variant {

    private final Lab lab;
    private final double rate;

    Loaded(Lab lab, double rate) {
      this.lab = lab;
      this.rate = rate;
    }

    @Override
    public String label() {
      return "footprint at " + Labels.rate(rate);
    }

    @Override
    public Measurement measure(int run) throws InterruptedException {
      Map<String, Double> figures = new HashMap<>(secondsToReady(lab));
      figures.putAll(memory("idle", idle(lab)));
      Measurement measurement =
          OrderVariant.plain(
                  lab,
                  label(),
                  Goal.CONFIRMED,
                  load,
                  load.schedule(rate),
                  OrderVariant.Spread.of(data))
              .measure(run);
      figures.putAll(memory("loaded", measurement.use()));
      return measurement.with(figures);
    }
  }

  private static Map<String, Double> secondsToReady(Lab lab) {
    Ecosystem ecosystem = lab.ecosystem();
    Map<String, Double> seconds = new HashMap<>();
    for (Part service : Part.services()) {
      ServiceCommand command = ServiceCommand.of(ecosystem, service);
      ecosystem.stop(service);
      long start = System.nanoTime();
      try (SecondInstance again = SecondInstance.insteadOf(command, lab.installation(), service)) {
        again.awaitReady(ecosystem);
        seconds.put(
            service.label() + " start to ready s", (System.nanoTime() - start) / NANOS_PER_SECOND);
      }
    }
    ecosystem.restore();
    return seconds;
  }

  private static ResourceUse idle(Lab lab) throws InterruptedException {
    ResourceMeter meter = new ResourceMeter(lab.processes());
    meter.begins();
    Thread.sleep(IDLE);
    meter.ends();
    return meter.use();
  }

  private static Map<String, Double> memory(String when, ResourceUse use) {
    Map<String, Double> megabytes = new HashMap<>();
    double services = 0;
    for (Part part : Part.values()) {
      PartUse used = use.parts().get(part.label());
      if (used != null) {
        megabytes.put(part.label() + " " + when + " MB", used.residentMegabytes());
        services += Part.services().contains(part) ? used.residentMegabytes() : 0;
      }
    }
    megabytes.put("six services " + when + " MB", services);
    return megabytes;
  }
}
