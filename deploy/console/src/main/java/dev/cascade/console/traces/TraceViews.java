package dev.cascade.console.traces;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Traces as the pages show them. */
final class TraceViews {

  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final double MILLI_NANOS = 1_000_000;

  private TraceViews() {}

  /**
   * A trace in a list.
   *
   * @param name of the span that began it
   * @param about the key of the first record that it led to, which is an order's id mostly
   */
  @RegisterForReflection
  record Summary(
      String traceId,
      String name,
      String about,
      Instant at,
      double millis,
      int spans,
      List<String> services,
      boolean failed) {

    static Summary of(Trace trace) {
      List<Span> spans = trace.branches().stream().map(Trace.Branch::span).toList();
      return new Summary(
          trace.id(),
          spans.stream().findFirst().map(Span::name).orElse(""),
          spans.stream().map(Span::key).filter(it -> !it.isEmpty()).findFirst().orElse(""),
          instant(trace.startNanos()),
          between(trace.startNanos(), trace.endNanos()),
          spans.size() + trace.leftOut(),
          spans.stream().map(Span::service).distinct().sorted().toList(),
          spans.stream().anyMatch(Span::failed));
    }
  }

  /** One trace, with its spans in order. */
  @RegisterForReflection
  record Whole(String traceId, Instant at, double millis, List<SpanView> spans, int leftOut) {

    static Whole of(Trace trace) {
      long start = trace.startNanos();
      return new Whole(
          trace.id(),
          instant(start),
          between(start, trace.endNanos()),
          trace.branches().stream().map(it -> SpanView.of(it, start)).toList(),
          trace.leftOut());
    }
  }

  /** A span of it; times are from the beginning of the trace. */
  @RegisterForReflection
  record SpanView(
      String spanId,
      String parentId,
      int depth,
      String service,
      String name,
      double startMillis,
      double millis,
      boolean failed,
      Map<String, String> attributes) {

    static SpanView of(Trace.Branch branch, long start) {
      Span span = branch.span();
      return new SpanView(
          span.id(),
          span.parentId(),
          branch.depth(),
          span.service(),
          span.name(),
          between(start, span.startNanos()),
          between(span.startNanos(), span.endNanos()),
          span.failed(),
          span.attributes());
    }
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(nanos / SECOND_NANOS, nanos % SECOND_NANOS);
  }

  /** Milliseconds. */
  private static double between(long fromNanos, long toNanos) {
    return (toNanos - fromNanos) / MILLI_NANOS;
  }
}
