package dev.cascade.bench.orders;

/** A request that was not answered as it should be; its message is the kind of failure. */
public final class RequestFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A failure of that kind. */
  public RequestFailedException(String kind) {
    super(kind, null, false, false);
  }
}
