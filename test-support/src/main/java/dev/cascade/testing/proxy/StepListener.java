package dev.cascade.testing.proxy;

/** Is asked at each step of a transaction what becomes of whoever takes it. */
@FunctionalInterface
public interface StepListener {

  /** What happens at the step. */
  enum Fate {
    /** The step is taken. */
    GO_ON,
    /** The client is dead from this moment on, as after kill -9: nothing of it gets through. */
    DIE,
    /** The request or its answer waits until {@link KafkaProxy#thaw}. */
    FREEZE
  }

  /** Called by the threads of connections, one at a time. */
  Fate at(TransactionStep step);
}
