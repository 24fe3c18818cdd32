package dev.cascade.simulation.log;

/** Somebody else has taken the producer's or the member's place. */
public final class FencedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FencedException(String message) {
    super(message, null, false, false);
  }
}
