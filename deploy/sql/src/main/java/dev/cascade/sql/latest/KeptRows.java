package dev.cascade.sql.latest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The row of each key after the records so far, and who waits for one that is not there yet. One
 * thread adds records, any may look.
 */
final class KeptRows {

  private record Kept(RowData row, long since) {}

  private final DeserializationSchema<RowData> decoder;
  private final int knownSinceColumn;
  private final Duration patience;
  private final Map<String, Kept> rows = new HashMap<>();
  private final Map<String, List<CompletableFuture<Collection<RowData>>>> waiting = new HashMap<>();
  private @Nullable Exception failure;

  /**
   * @param knownSinceColumn -1 when the table has none
   * @param patience how long a row is waited for; not at all when zero
   */
  KeptRows(DeserializationSchema<RowData> decoder, int knownSinceColumn, Duration patience) {
    this.decoder = decoder;
    this.knownSinceColumn = knownSinceColumn;
    this.patience = patience;
  }

  /** The row of that key, when it is there or comes; no row when the patience ends before. */
  synchronized CompletableFuture<Collection<RowData>> get(String key) {
    if (failure != null) {
      return CompletableFuture.failedFuture(failure);
    }
    Kept kept = rows.get(key);
    if (kept != null || patience.isZero()) {
      return CompletableFuture.completedFuture(kept == null ? List.of() : List.of(kept.row()));
    }
    CompletableFuture<Collection<RowData>> awaited = new CompletableFuture<>();
    waiting.computeIfAbsent(key, _ -> new ArrayList<>()).add(awaited);
    return awaited
        .completeOnTimeout(List.of(), patience.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((_, _) -> forget(key, awaited));
  }

  private synchronized void forget(String key, CompletableFuture<Collection<RowData>> awaited) {
    List<CompletableFuture<Collection<RowData>>> those = waiting.get(key);
    if (those != null && those.removeIf(it -> it == awaited) && those.isEmpty()) {
      waiting.remove(key);
    }
  }

  /** A record without value takes the row away; one that cannot be read leaves it. */
  void add(ConsumerRecord<byte @Nullable [], byte @Nullable []> record) throws IOException {
    if (record.key() == null) {
      return;
    }
    String key = new String(record.key(), StandardCharsets.UTF_8);
    RowData row = record.value() == null ? null : decoder.deserialize(record.value());
    if (row != null) {
      put(key, row, record.timestamp()).forEach(awaited -> awaited.complete(List.of(row)));
    } else if (record.value() == null) {
      remove(key);
    }
  }

  private synchronized List<CompletableFuture<Collection<RowData>>> put(
      String key, RowData row, long at) {
    Kept before = rows.get(key);
    long since = before == null ? at : before.since();
    if (knownSinceColumn >= 0) {
      ((GenericRowData) row).setField(knownSinceColumn, TimestampData.fromEpochMillis(since));
    }
    rows.put(key, new Kept(row, since));
    List<CompletableFuture<Collection<RowData>>> those = waiting.remove(key);
    return those == null ? List.of() : those;
  }

  private synchronized void remove(String key) {
    rows.remove(key);
  }

  /** No record comes any more; who waits and who asks later is told why. */
  void fail(Exception why) {
    List<CompletableFuture<Collection<RowData>>> those = new ArrayList<>();
    synchronized (this) {
      failure = new IllegalStateException("The topic cannot be followed: " + why.getMessage(), why);
      waiting.values().forEach(those::addAll);
      waiting.clear();
    }
    those.forEach(awaited -> awaited.completeExceptionally(why));
  }

  /**
   * @throws IllegalStateException when no record comes any more
   */
  synchronized void check() {
    if (failure != null) {
      throw new IllegalStateException(failure.getMessage(), failure);
    }
  }
}
