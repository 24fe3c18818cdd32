package dev.cascade.bench.peers.streams;

import dev.cascade.bench.peers.PeerOrder;
import dev.cascade.bench.peers.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a customer has spent in one session, with the order that came last.
 *
 * @param order none before the first
 */
record Spending(@Nullable PeerOrder order, long cents) {

  static final Spending NONE = new Spending(null, 0);

  Spending with(PeerOrder next) {
    return new Spending(next, cents + next.cents());
  }

  /** Two sessions become one. */
  static Spending merged(Spending earlier, Spending later) {
    return new Spending(later.order(), earlier.cents() + later.cents());
  }

  Verdict verdict(String id) {
    return new Verdict(id, Verdict.FRAUD, cents < Verdict.FRAUD_LIMIT_CENTS);
  }
}
