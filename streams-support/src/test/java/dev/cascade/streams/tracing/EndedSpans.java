package dev.cascade.streams.tracing;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Makes spans, and remembers which ended. */
public final class EndedSpans implements SpanProcessor {

  private final List<SpanData> ended = new CopyOnWriteArrayList<>();
  private final Tracer tracer =
      SdkTracerProvider.builder().addSpanProcessor(this).build().get("test");

  /** Makes the spans of a reader. */
  public HopTracer reader(String group) {
    return new HopTracer(tracer, group);
  }

  /** Those that ended so far. */
  public List<SpanData> ended() {
    return List.copyOf(ended);
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    ended.add(span.toSpanData());
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }
}
