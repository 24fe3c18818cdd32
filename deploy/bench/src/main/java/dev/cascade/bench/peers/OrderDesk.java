package dev.cascade.bench.peers;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes orders, and tells what became of them. */
public interface OrderDesk {

  /**
   * Takes an order; when this returns, it is not lost.
   *
   * @return whether it is new; a design that cannot tell says that it is
   */
  boolean place(PeerOrder order);

  /** The order as soon as it is as wanted, empty when the time is over before. */
  Optional<PeerOrder> await(String id, Predicate<PeerOrder> wanted, Duration timeout);
}
