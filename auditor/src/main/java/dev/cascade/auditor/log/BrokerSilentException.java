package dev.cascade.auditor.log;

/** The broker does not answer in time. */
public final class BrokerSilentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BrokerSilentException(String message, Throwable cause) {
    super(message, cause);
  }
}
