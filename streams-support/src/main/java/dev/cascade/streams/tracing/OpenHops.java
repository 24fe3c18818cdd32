package dev.cascade.streams.tracing;

import io.opentelemetry.api.trace.Span;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The spans of what a thread has read and not yet committed. A span begins when its record is read
 * and ends when the transaction that has its offset is committed; what is aborted is read again,
 * and leaves no span. A record read here carries the context of its span from then on, and so does
 * what is written because of it.
 *
 * <p>A record without a sampled trace costs one look for its header. It is used by one at a time; a
 * stream thread reaches its own through {@link #ofThisThread}.
 */
public final class OpenHops {

  /** More are read without a span of their own; their trace goes on without this hop. */
  static final int MOST = 1_000;

  private static final ThreadLocal<OpenHops> OF_THREAD = ThreadLocal.withInitial(OpenHops::new);

  private final Map<Position, Span> read = new LinkedHashMap<>();
  private final List<Span> resumed = new ArrayList<>();
  private final List<Span> committing = new ArrayList<>();
  private @Nullable HopTracer tracer;

  private record Position(TopicPartition partition, long offset) {}

  /** Nothing is open. For a reader that is no stream thread, and sees to it that one uses it. */
  public OpenHops() {}

  /** What the calling thread has open. */
  public static OpenHops ofThisThread() {
    return OF_THREAD.get();
  }

  /** These records were read, to be processed and committed by this thread. */
  public void read(ConsumerRecords<?, ?> records, HopTracer reader) {
    tracer = reader;
    for (ConsumerRecord<?, ?> record : records) {
      if (record.headers().lastHeader(TraceContext.HEADER) != null) {
        TraceContext.of(record.headers())
            .filter(TraceContext::sampled)
            .ifPresent(cause -> begin(record, cause, reader));
      }
    }
  }

  private void begin(ConsumerRecord<?, ?> record, TraceContext cause, HopTracer reader) {
    Position position =
        new Position(new TopicPartition(record.topic(), record.partition()), record.offset());
    if (read.size() < MOST || read.containsKey(position)) {
      Span span = reader.processing(record, cause);
      read.put(position, span);
      record.headers().remove(TraceContext.HEADER);
      HopTracer.contextOf(span).headers().forEach(record.headers()::add);
    }
  }

  /** The headers of what goes on in that context now; its span ends with the next commit. */
  Headers resumed(TraceContext cause) {
    HopTracer reader = tracer;
    if (reader == null || resumed.size() >= MOST) {
      return cause.headers();
    }
    Span span = reader.resuming(cause);
    resumed.add(span);
    return HopTracer.contextOf(span).headers();
  }

  /** Something is done aside in that context now; whoever does it ends it. */
  Optional<Attempt> attempted(TraceContext cause, String name) {
    return Optional.ofNullable(tracer).map(it -> new Attempt(it.calling(cause, name)));
  }

  /** The transaction that is about to be committed has these positions. */
  public void committing(Map<TopicPartition, OffsetAndMetadata> positions) {
    for (Iterator<Map.Entry<Position, Span>> all = read.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Position, Span> entry = all.next();
      OffsetAndMetadata committed = positions.get(entry.getKey().partition());
      if (committed != null && entry.getKey().offset() < committed.offset()) {
        committing.add(entry.getValue());
        all.remove();
      }
    }
  }

  /** It is committed. */
  public void committed() {
    committing.forEach(Span::end);
    committing.clear();
    resumed.forEach(Span::end);
    resumed.clear();
  }

  /** It is not: what it did is undone, and read again. */
  public void aborted() {
    committing.clear();
    resumed.clear();
    read.clear();
  }
}
