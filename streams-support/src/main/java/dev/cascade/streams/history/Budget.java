package dev.cascade.streams.history;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What one question may still read and keep. */
final class Budget {

  private final HistorySettings settings;
  private long records;
  private long bytes;
  private long found;

  Budget(HistorySettings settings) {
    this.settings = settings;
  }

  void read(ConsumerRecord<byte[], byte[]> record) {
    records++;
    bytes += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
  }

  void found() {
    found++;
  }

  boolean isSpent() {
    return records >= settings.mostRecords()
        || bytes >= settings.mostBytes()
        || found >= settings.mostFound();
  }

  long records() {
    return records;
  }
}
