package dev.cascade.local.shadow;

/** Why nothing can be compared, in a sentence that says what to do. */
final class NotComparableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotComparableException(String message) {
    super(message);
  }

  NotComparableException(String message, Throwable cause) {
    super(message, cause);
  }
}
