package dev.cascade.local.platform;

/** A server could not be started, did not get ready in time, or died; the message says which. */
public class ServerFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A failure that the message explains. */
  public ServerFailedException(String message) {
    super(message);
  }

  /** A failure with the exception behind it. */
  public ServerFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
