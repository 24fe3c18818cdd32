package dev.cascade.streams.identity;

/** A key set that cannot be had, or must not be used; the message says why and what to do. */
final class BadKeySetException extends Exception {

  private static final long serialVersionUID = 1L;

  BadKeySetException(String message) {
    super(message);
  }

  BadKeySetException(String message, Throwable cause) {
    super(message, cause);
  }
}
