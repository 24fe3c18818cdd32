package dev.cascade.bench.workload;

import dev.cascade.bench.audit.Findings;
import dev.cascade.bench.floor.Floor;
import dev.cascade.bench.floor.FloorPlan;
import dev.cascade.bench.load.LoadResult;
import dev.cascade.bench.load.Window;
import dev.cascade.bench.report.Measurement;
import dev.cascade.bench.resources.ResourceMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What plain Kafka clients can do at best. */
@Command(
    name = "floor",
    description = {
      "Plain Kafka clients that do the records, topics and transactions of the services.",
      "The services may run meanwhile; they have nothing to do, but cost what they cost idle."
    },
    mixinStandardHelpOptions = true)
public final class FloorWorkload extends Workload {

  private static final List<Double> ORDER_RATES = List.of(10.0, 50.0, 100.0, 200.0, 500.0);
  private static final List<Double> PAYMENT_RATES = List.of(500.0, 1_000.0, 2_000.0, 4_000.0);

  /** What the floor stands for. */
  enum Plan {
    /** Orders until they are validated. */
    VALIDATED,
    /** Orders until they are confirmed. */
    CONFIRMED,
    /** Payments. */
    PAYMENT,
    /** A chain of hops. */
    HOPS
  }

  @Mixin private LoadOptions load = new LoadOptions();

  @Option(
      names = "--plan",
      split = ",",
      defaultValue = "VALIDATED,CONFIRMED,PAYMENT",
      description = "${COMPLETION-CANDIDATES}, several with commas (default ${DEFAULT-VALUE}).")
  private List<Plan> plans = List.of();

  @Option(
      names = "--hops",
      defaultValue = "4",
      description = "How long the chain of the plan HOPS is (default ${DEFAULT-VALUE}).")
  private int hops = 4;

  @Option(
      names = "--lines",
      defaultValue = "1",
      description = "Lines of an order (default ${DEFAULT-VALUE}).")
  private int lines = 1;

  @Override
  void check() {
    load.check();
    if (hops < 1 || lines < 1) {
      throw new IllegalArgumentException("--hops and --lines must be 1 or more");
    }
  }

  @Override
  int measure(Lab lab) throws InterruptedException {
    warmUp(lab);
    Campaign campaign = new Campaign(lab, name(), given());
    for (Plan plan : plans) {
      List<Variant> variants = new ArrayList<>();
      load.ratesOr(plan == Plan.PAYMENT ? PAYMENT_RATES : ORDER_RATES)
          .forEach(rate -> variants.add(new FloorVariant(lab, plan, rate)));
      campaign.runRising(variants, load.runs());
    }
    return campaign.report();
  }

  private void warmUp(Lab lab) throws InterruptedException {
    Duration time = load.systemWarmUp();
    if (time.isZero() || plans.isEmpty()) {
      return;
    }
    lab.out().println("warm-up: " + time.toSeconds() + " s at 100/s, discarded");
    try (Floor floor = new Floor(lab.kafka(), planOf(plans.getFirst()), lab.newPrefix())) {
      var unused =
          load.driver(new dev.cascade.bench.load.Schedule(100, Duration.ZERO, time))
              .run(floor, Window.NONE);
    }
  }

  private FloorPlan planOf(Plan plan) {
    return switch (plan) {
      case VALIDATED -> FloorPlan.orderValidated(lines);
      case CONFIRMED -> FloorPlan.orderConfirmed(lines);
      case PAYMENT -> FloorPlan.payment();
      case HOPS -> FloorPlan.hops(hops);
    };
  }

  private final class FloorVariant implements Variant {

    private final Lab lab;
    private final Plan plan;
    private final double rate;

    FloorVariant(Lab lab, Plan plan, double rate) {
      this.lab = lab;
      this.plan = plan;
      this.rate = rate;
    }

    @Override
    public String label() {
      String what =
          plan == Plan.HOPS ? hops + " hops" : plan.name().toLowerCase(java.util.Locale.ROOT);
      return "floor " + what + " " + Labels.rate(rate);
    }

    @Override
    public Measurement measure(int run) throws InterruptedException {
      ResourceMeter meter = new ResourceMeter(lab.processes());
      try (Floor floor = new Floor(lab.kafka(), planOf(plan), lab.newPrefix())) {
        LoadResult result = load.driver(load.schedule(rate)).run(floor, meter);
        return new Measurement(label(), run, result, meter.use(), null, Findings.NONE, Map.of());
      }
    }
  }
}
