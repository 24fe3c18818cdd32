package dev.cascade.bench.workload;

import dev.cascade.bench.audit.Findings;
import dev.cascade.bench.ecosystem.Part;
import dev.cascade.bench.load.LoadResult;
import dev.cascade.bench.load.Operation;
import dev.cascade.bench.load.Schedule;
import dev.cascade.bench.orders.OrderMix;
import dev.cascade.bench.orders.OrdersApi;
import dev.cascade.bench.peers.Guarantees;
import dev.cascade.bench.peers.Peer;
import dev.cascade.bench.report.Measurement;
import dev.cascade.bench.resources.ResourceMeter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A system of another design, beside the ecosystem and on its broker. */
record PeerContender(Lab lab, Peer peer, LoadOptions load, DataOptions data) implements Contender {

  @Override
  public String name() {
    return peer.name();
  }

  @Override
  public boolean reaches(Goal goal) {
    return goal == Goal.VALIDATED || peer.confirms();
  }

  @Override
  public Guarantees guarantees() {
    return peer.guarantees();
  }

  @Override
  public Map<String, ProcessHandle> processes() {
    Map<String, ProcessHandle> all = new LinkedHashMap<>();
    lab.processes().find(Part.KAFKA).ifPresent(broker -> all.put(Part.KAFKA.label(), broker));
    all.putAll(peer.processes());
    return all;
  }

  @Override
  public Measurement measure(String label, Goal goal, Schedule schedule, int run)
      throws InterruptedException {
    OrderMix mix = new OrderMix(lab.newPrefix(), data.customers(), data.products(), data.lines());
    Set<String> accepted = ConcurrentHashMap.newKeySet();
    ResourceMeter meter = new ResourceMeter(this::processes);
    try (OrdersApi api = new OrdersApi(List.of(peer.url()), load.drain(), Optional.empty())) {
      LoadResult result = load.driver(schedule).run(order(mix, api, goal, accepted), meter);
      Findings findings = peer.settle(accepted, load.patience());
      return new Measurement(label, run, result, meter.use(), null, findings, Map.of());
    }
  }

  private static Operation order(OrderMix mix, OrdersApi api, Goal goal, Set<String> accepted) {
    return (index, _) -> {
      String id = mix.id(index);
      return api.post(mix.body(index), "")
          .thenCompose(_ -> {
            accepted.add(id);
            return goal.await(api, id);
          });
    };
  }
}
