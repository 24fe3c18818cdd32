package dev.cascade.bench.workload;

import dev.cascade.bench.audit.Findings;
import dev.cascade.bench.audit.RunAudit;
import dev.cascade.bench.ecosystem.Part;
import dev.cascade.bench.kafka.TopicObserver;
import dev.cascade.bench.load.LoadResult;
import dev.cascade.bench.load.Operation;
import dev.cascade.bench.load.Schedule;
import dev.cascade.bench.load.Window;
import dev.cascade.bench.orders.OrderMix;
import dev.cascade.bench.orders.OrderWatch;
import dev.cascade.bench.orders.OrdersApi;
import dev.cascade.bench.orders.WallClock;
import dev.cascade.bench.report.Measurement;
import dev.cascade.bench.resources.ResourceMeter;
import dev.cascade.schemas.catalogue.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Orders at one rate while a service is killed at the end of the warm-up. Clients repeat a POST
 * until it is accepted, and an order is done when its confirmation is visible on the topic.
 */
final class KillVariant implements Variant {

  private static final double NANOS_PER_SECOND = 1e9;

  private final Lab lab;
  private final Part service;
  private final LoadOptions options;
  private final Schedule schedule;
  private final DataOptions data;
  private final List<String> secondUrls;

  /** Kills that service; with second instances, it is restarted only after the measurement. */
  KillVariant(
      Lab lab,
      Part service,
      double rate,
      LoadOptions options,
      DataOptions data,
      List<String> secondUrls) {
    this.lab = lab;
    this.service = service;
    this.options = options;
    this.schedule = options.schedule(rate);
    this.data = data;
    this.secondUrls = secondUrls;
  }

  @Override
  public String label() {
    return "kill " + service.label() + (secondUrls.isEmpty() ? "" : ", standby");
  }

  @Override
  public Measurement measure(int run) throws InterruptedException {
    String prefix = lab.newPrefix();
    OrderMix mix = new OrderMix(prefix, data.customers(), data.products(), data.lines());
    OrderWatch watch = new OrderWatch(lab.avroReader(), new WallClock());
    Set<String> accepted = ConcurrentHashMap.newKeySet();
    Confirmations confirmations = new Confirmations();
    Kill kill = new Kill(confirmations);
    try (RunAudit audit = lab.audit(prefix);
        OrdersApi api = new OrdersApi(urls(), options.drain(), lab.ecosystem().token());
        TopicObserver observer = new TopicObserver(lab.kafka(), List.of(Topics.ORDERS), watch)) {
      Operation order = order(mix, api, watch, accepted, confirmations);
      LoadResult load = options.driver(schedule).run(order, kill);
      if (!secondUrls.isEmpty()) {
        lab.ecosystem().restore();
      }
      Findings findings = audit.settle(accepted, Set.of(), options.patience());
      return new Measurement(
          label(), run, load, kill.meter.use(), null, findings, confirmations.figures(kill));
    }
  }

  private List<String> urls() {
    List<String> urls = new ArrayList<>();
    urls.add(lab.installation().url(Part.ORDERS.port()));
    secondUrls.stream().limit(1).forEach(urls::add);
    return urls;
  }

  private static Operation order(
      OrderMix mix,
      OrdersApi api,
      OrderWatch watch,
      Set<String> accepted,
      Confirmations confirmations) {
    return (index, intended) -> {
      String id = mix.id(index);
      watch.follow(id);
      var confirmed = watch.confirmation(id);
      return api.postUntilAccepted(mix.body(index))
          .thenCompose(_ -> {
            accepted.add(id);
            return confirmed;
          })
          .thenRun(() -> confirmations.add(intended, System.nanoTime()));
    };
  }

  /** Kills when the measured time begins, and starts again at once if there is no other. */
  private final class Kill implements Window {

    private final ResourceMeter meter = new ResourceMeter(lab.processes());
    private final Confirmations confirmations;
    private volatile long readyNanos;

    Kill(Confirmations confirmations) {
      this.confirmations = confirmations;
    }

    @Override
    public void begins() {
      meter.begins();
      confirmations.killedAt = System.nanoTime();
      lab.ecosystem().kill(service);
      if (secondUrls.isEmpty()) {
        lab.ecosystem().restore();
        readyNanos = System.nanoTime();
      }
    }

    @Override
    public void ends() {
      meter.ends();
    }
  }

  /** When orders were confirmed; added to by several threads. */
  private static final class Confirmations {

    private final List<long[]> all = new ArrayList<>();
    private volatile long killedAt = Long.MAX_VALUE;

    synchronized void add(long intended, long now) {
      all.add(new long[] {intended, now});
    }

    synchronized Map<String, Double> figures(Kill kill) {
      Map<String, Double> figures = new HashMap<>();
      all.stream()
          .filter(times -> times[0] > killedAt)
          .mapToLong(times -> times[1])
          .min()
          .ifPresent(first ->
              figures.put("kill to first confirmed, s", (first - killedAt) / NANOS_PER_SECOND));
      figures.put("longest time without a confirmation, s", longestGap() / NANOS_PER_SECOND);
      if (kill.readyNanos != 0) {
        figures.put("kill to ready again, s", (kill.readyNanos - killedAt) / NANOS_PER_SECOND);
      }
      return figures;
    }

    private long longestGap() {
      long[] times =
          all.stream().mapToLong(each -> each[1]).filter(at -> at > killedAt).sorted().toArray();
      long longest = 0;
      long before = killedAt;
      for (long time : times) {
        longest = Math.max(longest, time - before);
        before = time;
      }
      return longest;
    }
  }
}
