package dev.cascade.bench.workload;

import dev.cascade.bench.audit.Findings;
import dev.cascade.bench.audit.RunAudit;
import dev.cascade.bench.load.LoadResult;
import dev.cascade.bench.load.Schedule;
import dev.cascade.bench.payments.AccountPick;
import dev.cascade.bench.payments.PaymentLoad;
import dev.cascade.bench.report.Measurement;
import dev.cascade.bench.resources.ResourceMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many payments per second can be sustained. */
@Command(
    name = "payments",
    description = {
      "Payments, from payments-incoming to payments-confirmed, at rising rates.",
      "A rate counts as sustained when no more than a second's worth is under way in the end."
    },
    mixinStandardHelpOptions = true)
public final class Payments extends Workload {

  private static final List<Double> RATES = List.of(500.0, 1_000.0, 1_500.0, 2_000.0, 3_000.0);

  /** Between which accounts. */
  enum Distribution {
    /** All alike. */
    UNIFORM,
    /** The n-th 1/n times as often as the first. */
    ZIPF,
    /** One receives everything. */
    HOT;

    AccountPick pick(int accounts) {
      return switch (this) {
        case UNIFORM -> new AccountPick.Uniform(accounts);
        case ZIPF -> new AccountPick.Zipf(accounts);
        case HOT -> new AccountPick.Hot(accounts);
      };
    }
  }

  @Mixin private LoadOptions load = new LoadOptions();

  @Option(
      names = "--accounts",
      defaultValue = "1000",
      description = "Accounts that take part (default ${DEFAULT-VALUE}).")
  private int accounts = 1_000;

  @Option(
      names = "--distribution",
      split = ",",
      defaultValue = "UNIFORM,ZIPF,HOT",
      description = "${COMPLETION-CANDIDATES}, several with commas (default ${DEFAULT-VALUE}).")
  private List<Distribution> distributions = List.of();

  @Override
  void check() {
    load.check();
    if (accounts < 2) {
      throw new IllegalArgumentException("--accounts must be 2 or more");
    }
  }

  @Override
  int measure(Lab lab) throws InterruptedException {
    lab.ensureData(accounts, 1);
    warmUp(lab);
    Campaign campaign = new Campaign(lab, name(), given());
    for (Distribution distribution : distributions) {
      List<Variant> variants = new ArrayList<>();
      load.ratesOr(RATES)
          .forEach(
              rate -> variants.add(new PaymentVariant(lab, distribution, load.schedule(rate))));
      campaign.runRising(variants, load.runs());
    }
    return campaign.report();
  }

  private void warmUp(Lab lab) throws InterruptedException {
    Duration time = load.systemWarmUp();
    if (!time.isZero()) {
      lab.out().println("warm-up: " + time.toSeconds() + " s at 200/s, discarded");
      Schedule schedule = new Schedule(200, Duration.ZERO, time);
      var unused = new PaymentVariant(lab, Distribution.UNIFORM, schedule).measure(0);
    }
  }

  private final class PaymentVariant implements Variant {

    private final Lab lab;
    private final Distribution distribution;
    private final Schedule schedule;

    PaymentVariant(Lab lab, Distribution distribution, Schedule schedule) {
      this.lab = lab;
      this.distribution = distribution;
      this.schedule = schedule;
    }

    @Override
    public String label() {
      return distribution.name().toLowerCase(Locale.ROOT) + " " + Labels.rate(schedule.perSecond());
    }

    @Override
    public Measurement measure(int run) throws InterruptedException {
      String prefix = lab.newPrefix();
      ResourceMeter meter = new ResourceMeter(lab.processes());
      try (RunAudit audit = lab.audit(prefix);
          PaymentLoad payments =
              new PaymentLoad(lab.kafka(), lab.avroWriter(), prefix, distribution.pick(accounts))) {
        LoadResult result = load.driver(schedule).run(payments, meter);
        Findings findings = audit.settle(Set.of(), payments.acknowledged(), load.patience());
        return new Measurement(label(), run, result, meter.use(), null, findings, Map.of());
      }
    }
  }
}
