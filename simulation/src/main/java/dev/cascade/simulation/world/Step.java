package dev.cascade.simulation.world;

import org.jspecify.annotations.Nullable;

/**
 * One thing that can happen. Steps name what they are about, not how it was chosen, so a list of
 * them can be run again with some left out; what cannot happen then does not.
 */
public sealed interface Step {

  /** Whether it is about things that go wrong. */
  default boolean isFault() {
    return switch (this) {
      case Crash _, Replace _, Move _, Expire _ -> true;
      case Pass pass -> pass.millis() > 1_000;
      case Send _, Work _, Commit _, Tick _, Learn _, Start _, Adopt _, Mark _, Rest _ -> false;
    };
  }

  /**
   * A process.
   *
   * @param isReplaced whether another has been started in its place
   */
  record Who(String application, int member, boolean isReplaced) {

    @Override
    public String toString() {
      return application + "/" + member + (isReplaced ? " (replaced)" : "");
    }
  }

  /** A client sends the request of that number. */
  record Send(int request) implements Step {}

  /** The next record of a partition is processed. */
  record Work(Who who, String topic, int partition) implements Step {}

  /** What was done is committed. */
  record Commit(Who who) implements Step {}

  /** Punctuators are called. */
  record Tick(Who who) implements Step {}

  /** Global stores take in what is new. */
  record Learn(Who who) implements Step {}

  /** A process is started, or starts over since it was left out of the group. */
  record Start(String application, int member) implements Step {}

  /** A process begins a task that it was given. */
  record Adopt(String application, int member, int task) implements Step {}

  /** A process dies. */
  record Crash(String application, int member) implements Step {}

  /** A second process is started in the place of one that still runs. */
  record Replace(String application, int member) implements Step {}

  /**
   * Tasks move: one that its owner gives up after a commit, or all of an owner that is silent.
   *
   * @param task which one; null for all of {@code from}
   */
  record Move(String application, int from, @Nullable Integer task, int to) implements Step {}

  /** A marker reaches a partition. */
  record Mark(String producer, String partition) implements Step {}

  /** A transaction was open for too long. */
  record Expire(String producer) implements Step {}

  /** Nothing goes wrong until everybody has done all there is to do. */
  record Rest() implements Step {}

  /** Time passes. */
  record Pass(long millis) implements Step {}
}
