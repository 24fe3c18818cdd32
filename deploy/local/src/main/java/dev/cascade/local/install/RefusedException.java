package dev.cascade.local.install;

import dev.cascade.local.platform.ServerFailedException;

/** The installation cannot be done as it was asked for; the message is for the operator. */
final class RefusedException extends ServerFailedException {

  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }

  RefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
