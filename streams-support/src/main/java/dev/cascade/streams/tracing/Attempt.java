package dev.cascade.streams.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;

/** Something that is done aside, such as a request to another server, as a span of its own. */
public final class Attempt {

  private final Span span;

  Attempt(Span span) {
    this.span = span;
  }

  /** It is over. */
  public void end(boolean succeeded) {
    if (!succeeded) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }
}
