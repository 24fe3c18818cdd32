package dev.cascade.bench.workload;

import dev.cascade.bench.audit.Findings;
import dev.cascade.bench.audit.RunAudit;
import dev.cascade.bench.ecosystem.Part;
import dev.cascade.bench.kafka.TopicObserver;
import dev.cascade.bench.load.LoadResult;
import dev.cascade.bench.load.Operation;
import dev.cascade.bench.load.Schedule;
import dev.cascade.bench.orders.HopBreakdown;
import dev.cascade.bench.orders.Mark;
import dev.cascade.bench.orders.OrderMix;
import dev.cascade.bench.orders.OrderWatch;
import dev.cascade.bench.orders.OrdersApi;
import dev.cascade.bench.orders.WallClock;
import dev.cascade.bench.report.Measurement;
import dev.cascade.bench.resources.ResourceMeter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Orders over HTTP at one rate: each is posted, and read with a blocking GET.
 *
 * @param lab where
 * @param label what it is called
 * @param goal how far each order is followed
 * @param options how long
 * @param schedule how many
 * @param data how many customers and products
 * @param watched whether the steps are observed on the topics
 * @param traced whether each order is in a trace that is recorded
 */
record OrderVariant(
    Lab lab,
    String label,
    Goal goal,
    LoadOptions options,
    Schedule schedule,
    Spread data,
    boolean watched,
    boolean traced)
    implements Variant {

  /** As nobody observes it, and in no trace. */
  static OrderVariant plain(
      Lab lab, String label, Goal goal, LoadOptions options, Schedule schedule, Spread data) {
    return new OrderVariant(lab, label, goal, options, schedule, data, false, false);
  }

  /** Over what the orders are spread. */
  record Spread(int customers, int products, int lines) {

    static Spread of(DataOptions data) {
      return new Spread(data.customers(), data.products(), data.lines());
    }
  }

  @Override
  public Measurement measure(int run) throws InterruptedException {
    String prefix = lab.newPrefix();
    OrderMix mix = new OrderMix(prefix, data.customers(), data.products(), data.lines());
    WallClock clock = new WallClock();
    OrderWatch watch = new OrderWatch(lab.avroReader(), clock);
    Set<String> accepted = ConcurrentHashMap.newKeySet();
    ResourceMeter meter = new ResourceMeter(lab.processes());
    try (RunAudit audit = lab.audit(prefix);
        OrdersApi api = new OrdersApi(List.of(url()), options.drain(), lab.ecosystem().token())) {
      LoadResult load;
      Findings findings;
      try (TopicObserver observer = observer(watch)) {
        Operation order = order(mix, api, watch, clock, accepted);
        load = options.driver(schedule).run(order, meter);
        findings = audit.settle(accepted, Set.of(), options.patience());
      }
      HopBreakdown hops = watched ? HopBreakdown.of(watch.timelines()) : null;
      return new Measurement(label, run, load, meter.use(), hops, findings, Map.of());
    }
  }

  // try-with-resources skips a resource that is null.
  private @org.jspecify.annotations.Nullable TopicObserver observer(OrderWatch watch) {
    return watched ? new TopicObserver(lab.kafka(), goal.topics(), watch) : null;
  }

  private Operation order(
      OrderMix mix, OrdersApi api, OrderWatch watch, WallClock clock, Set<String> accepted) {
    return (index, intendedNanos) -> {
      String id = mix.id(index);
      boolean followed = watched && schedule.isMeasured(index);
      if (followed) {
        watch.follow(id).reach(Mark.DUE, clock.epochMicros(intendedNanos));
      }
      return api.post(mix.body(index), traced ? traceOf(id, index) : "")
          .thenCompose(_ -> {
            accepted.add(id);
            reach(followed, watch, id, Mark.POSTED, clock);
            return goal.await(api, id);
          })
          .thenRun(() -> reach(followed, watch, id, Mark.ANSWERED, clock));
    };
  }

  /** A trace of its own for each order, as a caller would have begun it. */
  private static String traceOf(String id, long index) {
    return "00-%016x%016x-%016x-01".formatted(id.hashCode() | 1L << 63, index, index + 1);
  }

  private static void reach(
      boolean followed, OrderWatch watch, String id, Mark mark, WallClock clock) {
    if (followed) {
      watch.follow(id).reach(mark, clock.epochMicros(System.nanoTime()));
    }
  }

  private String url() {
    return lab.ecosystem().url(Part.ORDERS);
  }
}
