package dev.cascade.simulation.runtime;

/** A failure that no dead letter can answer: the application stops and starts anew. */
public final class StoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StoppedException(String node, Exception cause) {
    super(node + " failed: " + cause, cause);
  }
}
