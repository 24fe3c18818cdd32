package dev.cascade.auditor.log;

import org.jspecify.annotations.Nullable;

/** The registry does not answer, so nothing is known about a record. */
final class RegistrySilentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RegistrySilentException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
