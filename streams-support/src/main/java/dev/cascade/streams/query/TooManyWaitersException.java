package dev.cascade.streams.query;

/** As many callers wait as are allowed to; the answer is 503 with Retry-After. */
public final class TooManyWaitersException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TooManyWaitersException(int limit) {
    super("Already " + limit + " reads wait on this instance");
  }
}
