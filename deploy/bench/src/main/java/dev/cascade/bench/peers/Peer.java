package dev.cascade.bench.peers;

import dev.cascade.bench.audit.Findings;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** A running system of another design, which takes the same orders by the same HTTP. */
public interface Peer extends AutoCloseable {

  /** What it is called in the results. */
  String name();

  /** Where orders are posted and read. */
  String url();

  /** Whether its orders are paid, so that one can wait for CONFIRMED. */
  boolean confirms();

  /** What its design promises. */
  Guarantees guarantees();

  /** Its own processes, without the broker, by name. */
  Map<String, ProcessHandle> processes();

  /**
   * Waits until the accepted orders are through, and counts what is wrong then.
   *
   * @param accepted ids that were answered 201 since the last time
   */
  Findings settle(Set<String> accepted, Duration patience);

  @Override
  void close();
}
