package dev.cascade.streams.runtime;

/** The Streams application that is asked does not run; it may do so in a moment. */
public final class NotRunningException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotRunningException(String message) {
    super(message);
  }
}
