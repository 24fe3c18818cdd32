package dev.cascade.streams.serde;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** The registry did not answer: nothing is known about the record, so it must be read again. */
public final class RegistryUnavailableException extends SerializationException {

  private static final long serialVersionUID = 1L;

  /**
   * One that says so.
   *
   * @param cause why, if there is a reason
   */
  public RegistryUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
