package dev.cascade.payments.control;

import dev.cascade.streams.query.Deadline;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Requests that wait until every instance obeys a command; none of them holds a thread. */
final class GateWaiters {

  private static final int MOST = 100;

  private final Queue<Waiter> waiting = new ConcurrentLinkedQueue<>();

  private record Waiter(String commandId, Deadline deadline, CompletableFuture<GateStatus> answer) {

    boolean isOver(GateStatus status) {
      boolean fulfilled = status.command().commandId().equals(commandId) && status.isAcknowledged();
      return fulfilled || deadline.isOver();
    }
  }

  /**
   * Lets somebody wait for a command, or answers at once when too many do.
   *
   * @param now the status as it is
   */
  CompletionStage<GateStatus> admit(String commandId, Deadline deadline, Supplier<GateStatus> now) {
    if (waiting.size() >= MOST) {
      return CompletableFuture.completedFuture(now.get());
    }
    Waiter waiter = new Waiter(commandId, deadline, new CompletableFuture<>());
    waiting.add(waiter);
    return waiter.answer();
  }

  /** Answers, on threads of their own, whose wait is over. */
  void answer(Supplier<GateStatus> now) {
    if (waiting.isEmpty()) {
      return;
    }
    GateStatus status = now.get();
    for (Waiter waiter : waiting) {
      if (waiter.isOver(status)) {
        waiting.remove(waiter);
        var unused =
            waiter.answer().completeAsync(() -> status, task -> Thread.ofVirtual().start(task));
      }
    }
  }
}
