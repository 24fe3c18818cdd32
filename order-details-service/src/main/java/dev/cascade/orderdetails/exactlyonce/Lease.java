package dev.cascade.orderdetails.exactlyonce;

import jakarta.inject.Singleton;
import java.util.concurrent.locks.ReentrantLock;

/**
 * This instance's right to decide on what it has polled. It ends when a partition is taken away or
 * the positions are set back; whatever was polled before is void then and will be read again, here
 * or elsewhere. A transaction holds the lease, so it never ends in the middle of one.
 *
 * <p>Records carry the number of the lease that they were polled under ({@link LeaseStamp}),
 * because polled batches wait in queues that are not ours.
 */
@Singleton
public class Lease {

  /** The number of a lease under which nothing may be decided. */
  static final long VOID = -1;

  private final ReentrantLock holding = new ReentrantLock();
  private volatile long number = VOID;
  private volatile boolean ended;
  private long last;

  /** What records polled now are stamped with. */
  long number() {
    return number;
  }

  /** Whether what was polled under that number may be decided on; asked while holding. */
  boolean covers(long polledUnder) {
    return polledUnder != VOID && polledUnder == number;
  }

  /** Runs the work while the lease cannot end. */
  void holding(Runnable work) {
    holding.lock();
    try {
      work.run();
    } finally {
      holding.unlock();
    }
  }

  /** Ends the lease; nothing is decided until it is renewed. Called while holding. */
  void end() {
    number = VOID;
    ended = true;
  }

  /** Whether it has ended and must be renewed; not so before the first one. */
  boolean isEnded() {
    return ended;
  }

  /**
   * Ends the lease, sets the positions back to what is committed, and begins a new lease. Runs
   * where polling runs, so nothing is polled in between. If setting back fails, all stays void.
   */
  void renew(Runnable setBack) {
    holding(() -> {
      number = VOID;
      try {
        setBack.run();
      } catch (RuntimeException e) {
        end();
        throw e;
      }
      last++;
      number = last;
      ended = false;
    });
  }
}
