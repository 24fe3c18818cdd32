package dev.cascade.sql.latest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The row of each key after the records so far; one thread adds records, any may look. */
final class KeptRows {

  private record Kept(RowData row, long since) {}

  private final DeserializationSchema<RowData> decoder;
  private final int knownSinceColumn;
  private final Map<String, Kept> rows = new ConcurrentHashMap<>();

  /**
   * @param knownSinceColumn -1 when the table has none
   */
  KeptRows(DeserializationSchema<RowData> decoder, int knownSinceColumn) {
    this.decoder = decoder;
    this.knownSinceColumn = knownSinceColumn;
  }

  @Nullable RowData get(String key) {
    Kept kept = rows.get(key);
    return kept == null ? null : kept.row();
  }

  /** A record without value takes the row away; one that cannot be read leaves it. */
  void add(ConsumerRecord<byte @Nullable [], byte @Nullable []> record) throws IOException {
    if (record.key() == null) {
      return;
    }
    String key = new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      rows.remove(key);
      return;
    }
    RowData row = decoder.deserialize(record.value());
    if (row != null) {
      Kept before = rows.get(key);
      long since = before == null ? record.timestamp() : before.since();
      if (knownSinceColumn >= 0) {
        ((GenericRowData) row).setField(knownSinceColumn, TimestampData.fromEpochMillis(since));
      }
      rows.put(key, new Kept(row, since));
    }
  }
}
