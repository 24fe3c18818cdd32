package dev.cascade.local.entry;

import dev.cascade.local.platform.HttpProbe;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Asks all instances, again and again, whether they are ready. */
final class Readiness implements Runnable {

  private final Supplier<Stream<Instance>> instances;

  /** Of the instances that there are at each look. */
  Readiness(Supplier<Stream<Instance>> instances) {
    this.instances = instances;
  }

  /** Asks each once, all at the same time, and waits for the answers. */
  @Override
  public void run() {
    List<Thread> asking =
        instances.get().map(it -> Thread.startVirtualThread(() -> ask(it))).toList();
    try {
      for (Thread one : asking) {
        one.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void ask(Instance instance) {
    instance.setReady(HttpProbe.succeeds(instance.health()));
  }
}
