package dev.cascade.local.shadow;

/** Why nothing can be compared, in a sentence that says what to do. */
final class Impossible extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Impossible(String message) {
    super(message);
  }

  Impossible(String message, Throwable cause) {
    super(message, cause);
  }
}
