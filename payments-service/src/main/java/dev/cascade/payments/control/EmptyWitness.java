package dev.cascade.payments.control;

import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells when nothing is in flight any more. It asks again until that is proved, and never waits for
 * an answer; one thread uses it.
 */
final class EmptyWitness {

  private static final Logger LOG = Logger.getLogger(EmptyWitness.class);

  private final InFlightProbe probe;
  private @Nullable CompletableFuture<Boolean> asked;
  private boolean complained;

  EmptyWitness(InFlightProbe probe) {
    this.probe = probe;
  }

  /** Starts to watch; what was asked before does not count. */
  void start() {
    asked = null;
    complained = false;
  }

  /** Whether it is proved that nothing was in flight at some moment after the start. */
  boolean isEmpty() {
    CompletableFuture<Boolean> answer = asked;
    if (answer != null && !answer.isDone()) {
      return false;
    }
    if (answer != null && isProof(answer)) {
      return true;
    }
    asked = probe.isEmpty().toCompletableFuture();
    return false;
  }

  private boolean isProof(CompletableFuture<Boolean> answer) {
    if (answer.isCompletedExceptionally()) {
      complain(answer.exceptionNow());
      return false;
    }
    return answer.join();
  }

  private void complain(Throwable failure) {
    if (!complained) {
      complained = true;
      LOG.warnf("What is in flight cannot be told, asking again and again: %s", failure);
    }
  }
}
