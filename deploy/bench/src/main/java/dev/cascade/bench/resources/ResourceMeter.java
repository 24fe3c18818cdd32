package dev.cascade.bench.resources;

import dev.cascade.bench.ecosystem.Processes;
import dev.cascade.bench.load.Window;
import dev.cascade.bench.resources.ResourceUse.PartUse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Measures what the measured time of a run uses. */
public final class ResourceMeter implements Window {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double BYTES_PER_MEGABYTE = 1 << 20;

  private final Supplier<? extends Map<String, ProcessHandle>> processes;
  private Snapshot before;
  private ResourceUse use = new ResourceUse(1, Map.of(), 0);

  private record Snapshot(long nanoTime, Map<String, ProcessSample> parts, MachineSample machine) {}

  /** A meter of the ecosystem that has begun. */
  public ResourceMeter(Processes processes) {
    this(processes::running);
  }

  /** A meter of any processes, by name, that has begun. */
  public ResourceMeter(Supplier<? extends Map<String, ProcessHandle>> processes) {
    this.processes = processes;
    this.before = snapshot();
  }

  @Override
  public synchronized void begins() {
    before = snapshot();
  }

  @Override
  public synchronized void ends() {
    use = between(before, snapshot());
  }

  /** What was used between beginning and end. */
  public synchronized ResourceUse use() {
    return use;
  }

  private Snapshot snapshot() {
    Map<String, ProcessSample> parts = new LinkedHashMap<>();
    processes
        .get()
        .forEach((name, process) -> parts.put(name, ProcessSample.withChildren(process)));
    parts.put(ResourceUse.DRIVER, ProcessSample.of(ProcessHandle.current()));
    return new Snapshot(System.nanoTime(), parts, MachineSample.now());
  }

  private static ResourceUse between(Snapshot from, Snapshot to) {
    Map<String, PartUse> parts = new LinkedHashMap<>();
    to.parts().forEach((name, sample) -> parts.put(name, used(from.parts().get(name), sample)));
    double seconds = (to.nanoTime() - from.nanoTime()) / 1e9;
    long ticks = to.machine().total() - from.machine().total();
    double busyShare =
        ticks == 0 ? 0 : (double) (to.machine().busy() - from.machine().busy()) / ticks;
    return new ResourceUse(seconds, parts, busyShare * Runtime.getRuntime().availableProcessors());
  }

  private static PartUse used(
      @org.jspecify.annotations.Nullable ProcessSample from, ProcessSample to) {
    // A process that was restarted in between has only what it used since.
    long cpuBefore = from == null || from.pid() != to.pid() ? 0 : from.cpuNanos();
    return new PartUse(
        (to.cpuNanos() - cpuBefore) / NANOS_PER_MILLI, to.residentBytes() / BYTES_PER_MEGABYTE);
  }
}
