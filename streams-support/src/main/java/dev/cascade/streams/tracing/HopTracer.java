package dev.cascade.streams.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Begins the spans of one reader of topics: of what it reads, and of what it goes on with by
 * itself. Attributes follow OpenTelemetry's conventions for messaging.
 */
public final class HopTracer {

  private static final int LONGEST_KEY_BYTES = 100;

  private final Tracer tracer;
  private final String reader;

  /**
   * Spans of that reader.
   *
   * @param reader its consumer group
   */
  HopTracer(Tracer tracer, String reader) {
    this.tracer = tracer;
    this.reader = reader;
  }

  Span processing(ConsumerRecord<?, ?> record, TraceContext cause) {
    return under(cause, reader + " process")
        .setSpanKind(SpanKind.CONSUMER)
        .setAttribute("messaging.system", "kafka")
        .setAttribute("messaging.operation.name", "process")
        .setAttribute("messaging.operation.type", "process")
        .setAttribute("messaging.destination.name", record.topic())
        .setAttribute("messaging.destination.partition.id", Integer.toString(record.partition()))
        .setAttribute("messaging.kafka.offset", record.offset())
        .setAttribute("messaging.kafka.message.key", key(record.key()))
        .setAttribute("messaging.consumer.group.name", reader)
        .startSpan();
  }

  /** Keys here are ids, as text; what is longer than any of them is cut. */
  private static String key(@Nullable Object key) {
    return key instanceof byte[] bytes
        ? new String(bytes, 0, Math.min(bytes.length, LONGEST_KEY_BYTES), UTF_8)
        : "";
  }

  Span resuming(TraceContext cause) {
    return under(cause, reader + " resume").setSpanKind(SpanKind.INTERNAL).startSpan();
  }

  Span calling(TraceContext cause, String name) {
    return under(cause, name).setSpanKind(SpanKind.CLIENT).startSpan();
  }

  private SpanBuilder under(TraceContext cause, String name) {
    return tracer.spanBuilder(name).setParent(under(cause));
  }

  /** What a span begins in that is caused by another process. */
  static Context under(TraceContext context) {
    SpanContext remote =
        SpanContext.createFromRemoteParent(
            context.traceId(),
            context.spanId(),
            context.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
            TraceState.getDefault());
    return Context.root().with(Span.wrap(remote));
  }

  static TraceContext contextOf(Span span) {
    SpanContext context = span.getSpanContext();
    return new TraceContext(context.getTraceId(), context.getSpanId(), context.isSampled());
  }
}
