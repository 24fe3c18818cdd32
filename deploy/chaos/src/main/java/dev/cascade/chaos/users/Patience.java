package dev.cascade.chaos.users;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Repeats a call until its answer will do, with a pause that grows; in bounds. */
final class Patience {

  private static final long BOUND_NANOS = TimeUnit.MINUTES.toNanos(4);
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private Patience() {}

  /** The first answer that will do; the last one when none does in time. */
  static Answer until(Predicate<Answer> willDo, Supplier<Answer> call) {
    long end = System.nanoTime() + BOUND_NANOS;
    long pause = FIRST_PAUSE_NANOS;
    while (true) {
      Answer answer = call.get();
      if (willDo.test(answer) || System.nanoTime() > end) {
        return answer;
      }
      LockSupport.parkNanos(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
    }
  }

  /** Whether somebody decided about it, for or against. */
  static boolean isDecided(Answer answer) {
    return answer.isGood() || answer.status() >= 400 && answer.status() < 500 && !isLater(answer);
  }

  private static boolean isLater(Answer answer) {
    return answer.status() == 429;
  }
}
