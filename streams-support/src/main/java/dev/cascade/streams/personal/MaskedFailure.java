package dev.cascade.streams.personal;

import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A failure that shows itself as another one does, with its stack and its causes, but says less: a
 * message may quote the record that it is about.
 */
public final class MaskedFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Causes beyond are not shown; a chain may be a circle. */
  private static final int MOST_CAUSES = 20;

  private final String kind;

  private MaskedFailure(Throwable failure, @Nullable String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = failure.getClass().getName();
    setStackTrace(failure.getStackTrace());
  }

  /**
   * The failure, with what the mask leaves of its message and of its causes'; the failure itself
   * where that is all.
   *
   * @param mask gives a message without what must not be said
   */
  public static Throwable of(Throwable failure, UnaryOperator<String> mask) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
            .limit(MOST_CAUSES)
            .map(Throwable::getMessage)
            .anyMatch(message -> message != null && !mask.apply(message).equals(message))
        ? masked(failure, mask, 1)
        : failure;
  }

  private static Throwable masked(Throwable failure, UnaryOperator<String> mask, int depth) {
    String message = failure.getMessage();
    Throwable cause = failure.getCause();
    return new MaskedFailure(
        failure,
        message == null ? null : mask.apply(message),
        cause == null || depth == MOST_CAUSES ? null : masked(cause, mask, depth + 1));
  }

  @Override
  public String toString() {
    return getMessage() == null ? kind : kind + ": " + getMessage();
  }
}
