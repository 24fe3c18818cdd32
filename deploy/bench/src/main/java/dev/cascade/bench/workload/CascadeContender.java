package dev.cascade.bench.workload;

import dev.cascade.bench.load.Schedule;
import dev.cascade.bench.peers.Guarantees;
import dev.cascade.bench.report.Measurement;
import java.util.Map;

/** Cascade itself, all of it: what follows VALIDATED costs too. */
record CascadeContender(Lab lab, LoadOptions load, DataOptions data) implements Contender {

  @Override
  public String name() {
    return "cascade";
  }

  @Override
  public boolean reaches(Goal goal) {
    return true;
  }

  @Override
  public Guarantees guarantees() {
    return Guarantees.CASCADE;
  }

  @Override
  public Map<String, ProcessHandle> processes() {
    return lab.processes().running();
  }

  @Override
  public Measurement measure(String label, Goal goal, Schedule schedule, int run)
      throws InterruptedException {
    return OrderVariant.plain(lab, label, goal, load, schedule, OrderVariant.Spread.of(data))
        .measure(run);
  }
}
