package dev.cascade.bench.workload;

import dev.cascade.bench.load.Schedule;
import dev.cascade.bench.peers.Guarantees;
import dev.cascade.bench.report.Measurement;
import java.util.Map;

/** One of several systems that take the same orders by the same HTTP. */
interface Contender {

  /** What it is called in the results. */
  String name();

  /** Whether orders get that far in it. */
  boolean reaches(Goal goal);

  /** What it promises. */
  Guarantees guarantees();

  /** All processes that it is made of, the broker too, by name. */
  Map<String, ProcessHandle> processes();

  /** Puts load on it and checks what it did. */
  Measurement measure(String label, Goal goal, Schedule schedule, int run)
      throws InterruptedException;
}
