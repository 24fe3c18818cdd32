package dev.cascade.bench.workload;

import dev.cascade.bench.capacity.CapacityModel;
import dev.cascade.bench.capacity.OrderCost;
import dev.cascade.bench.ecosystem.Part;
import dev.cascade.bench.ecosystem.Processes;
import dev.cascade.bench.kafka.LogBytes;
import dev.cascade.bench.kafka.TransactionCounts;
import dev.cascade.bench.load.Schedule;
import dev.cascade.bench.report.Measurement;
import dev.cascade.bench.report.Spread;
import dev.cascade.bench.report.Tables;
import dev.cascade.bench.resources.ResourceUse;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What an order costs at the highest rate that is sustained, and what more of it would need. */
@Command(
    name = "capacity",
    description = {
      "What larger deployments can do, reckoned from what orders cost here.",
      "They are taken for copies of this one. Replication is not in the numbers, nor what a",
      "network costs; an account is one key, so what one merchant receives has a bound."
    },
    mixinStandardHelpOptions = true)
public final class Capacity extends Workload {

  private static final List<Double> RATES = List.of(50.0, 100.0, 200.0);

  private static final String BROKER = "broker cores";
  private static final String SERVICES = "service cores";
  private static final String TRANSACTIONS = "transactions per order";
  private static final String BYTES = "log bytes per order";

  @Mixin private LoadOptions load = new LoadOptions();
  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--partitions",
      split = ",",
      defaultValue = "2,10,100,1000",
      description =
          "Partitions of each key to reckon for, several with commas (default ${DEFAULT-VALUE}).")
  private List<Integer> partitions = List.of();

  @Option(
      names = "--payments-per-account",
      defaultValue = "3000",
      description =
          "Most payments a second that one account receives; `bench payments` measures it"
              + " (default ${DEFAULT-VALUE}).")
  private double paymentsPerAccount;

  private final List<Measurement> measured = new ArrayList<>();

  @Override
  void check() {
    load.check();
    data.check();
    if (partitions.stream().anyMatch(count -> count < 1)) {
      throw new IllegalArgumentException("--partitions must be 1 or more, not " + partitions);
    }
    if (!(paymentsPerAccount > 0)) {
      throw new IllegalArgumentException("--payments-per-account must be above 0");
    }
  }

  @Override
  int measure(Lab lab) throws InterruptedException {
    lab.ensureData(data.customers(), data.products());
    WarmUp.run(lab, load, data, Goal.CONFIRMED);
    Campaign campaign = new Campaign(lab, name(), given());
    int exitCode =
        campaign
            .runRising(
                load.ratesOr(RATES).stream().map(rate -> new PricedOrders(lab, rate)).toList(),
                load.runs())
            .report();
    lab.out().println();
    Optional<OrderCost> cost = costAtTheHighestRate();
    if (cost.isEmpty()) {
      lab.out().println("No rate was sustained without a void run: nothing to reckon from.");
      return 1;
    }
    int here = TopicCatalogue.load().topic(Topics.ORDERS).partitions();
    CapacityModel model = new CapacityModel(cost.get(), here, paymentsPerAccount);
    lab.out()
        .println(
            "Reckoned from the runs at %s; see --help for what is not in it."
                .formatted(Labels.rate(cost.get().ordersPerSecond())));
    Tables.deployments(model.withPartitions(partitions)).forEach(lab.out()::println);
    return exitCode;
  }

  private Optional<OrderCost> costAtTheHighestRate() {
    Map<Double, List<Measurement>> sustained =
        measured.stream()
            .filter(run -> !run.isVoid() && !run.load().isSaturated())
            .collect(Collectors.groupingBy(run -> run.load().perSecond()));
    return sustained.entrySet().stream()
        .max(Comparator.comparingDouble(Map.Entry::getKey))
        .map(highest ->
            new OrderCost(
                highest.getKey(),
                median(highest.getValue(), BROKER),
                median(highest.getValue(), SERVICES),
                median(highest.getValue(), TRANSACTIONS),
                median(highest.getValue(), BYTES)));
  }

  private static double median(List<Measurement> runs, String figure) {
    ToDoubleFunction<Measurement> value = run -> run.figures().getOrDefault(figure, 0.0);
    return Spread.of(runs.stream().mapToDouble(value)).median();
  }

  private final class PricedOrders implements Variant {

    private final Lab lab;
    private final double rate;

    PricedOrders(Lab lab, double rate) {
      this.lab = lab;
      this.rate = rate;
    }

    @Override
    public String label() {
      return Labels.rate(rate);
    }

    @Override
    public Measurement measure(int run) throws InterruptedException {
      TransactionCounts transactions = new TransactionCounts(lab.kafka());
      LogBytes bytes = new LogBytes(lab.kafka());
      Schedule schedule = load.schedule(rate);
      Measurement orders =
          OrderVariant.plain(
                  lab, label(), Goal.CONFIRMED, load, schedule, OrderVariant.Spread.of(data))
              .measure(run);
      Map<String, Double> figures = new HashMap<>();
      cores(orders.use(), figures);
      figures.put(BYTES, bytes.sinceThen() / (double) schedule.arrivals());
      transactions(transactions.sinceThen(), schedule.arrivals(), figures);
      Measurement priced = orders.with(figures);
      measured.add(priced);
      return priced;
    }
  }

  private static void cores(ResourceUse use, Map<String, Double> figures) {
    double broker =
        use.parts().keySet().stream()
            .filter(part -> Part.KAFKA.label().equals(Processes.partOf(part)))
            .mapToDouble(use::cores)
            .sum();
    figures.put(BROKER, broker);
    figures.put(SERVICES, use.systemCores() - broker);
  }

  private static void transactions(
      Map<String, Long> counts, long orders, Map<String, Double> figures) {
    counts.forEach((application, count) ->
        figures.put(TRANSACTIONS + ", " + application, count / (double) orders));
    figures.put(
        TRANSACTIONS, counts.values().stream().mapToLong(Long::longValue).sum() / (double) orders);
  }
}
