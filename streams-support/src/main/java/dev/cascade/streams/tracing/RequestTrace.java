package dev.cascade.streams.tracing;

import io.opentelemetry.api.trace.Span;
import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** The trace of the HTTP request that is being answered, for the records that it leads to. */
@ApplicationScoped
public class RequestTrace {

  private final Holder holder;

  RequestTrace(Holder holder) {
    this.holder = holder;
  }

  /** Headers for a record that the request leads to; none outside of a request. */
  public Headers headers() {
    TraceContext context = Arc.container().requestContext().isActive() ? holder.context() : null;
    return context == null ? new RecordHeaders() : context.headers();
  }

  /** The request goes on in a caller's trace, without a span of its own. */
  void carryOn(TraceContext context) {
    holder.hold(context, null);
  }

  /** The request is this span. */
  void begin(Span span) {
    holder.hold(HopTracer.contextOf(span), span);
  }

  /** The request's span, if it has one. */
  Optional<Span> span() {
    return Arc.container().requestContext().isActive()
        ? Optional.ofNullable(holder.span())
        : Optional.empty();
  }

  /** What the request scope keeps. */
  @RequestScoped
  static class Holder {

    private @Nullable TraceContext context;
    private @Nullable Span span;

    void hold(TraceContext held, @Nullable Span itsSpan) {
      context = held;
      span = itsSpan;
    }

    @Nullable TraceContext context() {
      return context;
    }

    @Nullable Span span() {
      return span;
    }
  }
}
