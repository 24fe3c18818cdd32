package dev.cascade.streams.tracing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The traces of what a processor keeps in a store, by its id, so that what it decides later, from
 * the store alone, is in the trace that it belongs to.
 *
 * <p>Traces have a store of their own beside the state: the state's bytes stay as they are, and the
 * deciders know nothing of it. It holds sampled traces only, and the least recently used of {@value
 * #MOST} gives way, so it stays small whatever is never ended.
 */
public final class KeptTraces {

  /** The most traces of one task. */
  static final int MOST = 5_000;

  /** All of it is read when a task starts, so it is compacted early, and forgets deletions soon. */
  private static final Map<String, String> CHANGELOG =
      Map.of(
          TopicConfig.SEGMENT_BYTES_CONFIG, "2097152",
          TopicConfig.DELETE_RETENTION_MS_CONFIG, "600000");

  private final KeyValueStore<String, byte[]> store;

  /** The traces in the task's store of that name. */
  public KeptTraces(ProcessorContext<?, ?> context, String store) {
    this.store = context.getStateStore(store);
  }

  /** The store; its changelog brings it back wherever the task goes. */
  public static StoreBuilder<KeyValueStore<String, byte[]>> builder(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.lruMap(name, MOST), Serdes.String(), Serdes.ByteArray())
        .withLoggingEnabled(CHANGELOG);
  }

  /** Keeps the trace of a record with these headers, unless the id has one already. */
  public void keep(String id, Headers headers) {
    TraceContext.of(headers)
        .filter(TraceContext::sampled)
        .ifPresent(trace -> store.putIfAbsent(id, trace.toString().getBytes(US_ASCII)));
  }

  /** Forgets what was kept, when nothing more will follow. */
  public void forget(String id) {
    if (store.get(id) != null) {
      store.delete(id);
    }
  }

  /**
   * The headers of what follows from a record about that id: in the trace that is kept for it, as
   * far as there is one, else in the record's own.
   */
  public Headers after(String id, Headers headers) {
    Optional<TraceContext> kept = kept(id);
    boolean another =
        kept.isPresent()
            && !TraceContext.of(headers)
                .filter(own -> own.traceId().equals(kept.get().traceId()))
                .isPresent();
    return another ? kept.get().headers() : TraceContext.following(headers);
  }

  /**
   * The headers of what follows by time, or from something else, without a record about it: in a
   * span of its own.
   */
  public Headers later(String id) {
    return kept(id).map(OpenHops.ofThisThread()::resumed).orElseGet(RecordHeaders::new);
  }

  /** Begins what is done aside for that id; empty when it is in no trace, or none are recorded. */
  public Optional<Attempt> attempt(String id, String name) {
    return kept(id).flatMap(trace -> OpenHops.ofThisThread().attempted(trace, name));
  }

  private Optional<TraceContext> kept(String id) {
    byte @Nullable [] kept = store.get(id);
    return kept == null ? Optional.empty() : TraceContext.parse(new String(kept, US_ASCII));
  }
}
