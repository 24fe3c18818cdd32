package dev.cascade.orders.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Key of the deadline index. Its bytes sort by time, so what is due is a range at the store's
 * beginning, and finding it costs nothing while nothing is due.
 *
 * @param at when the order's state ends by itself
 * @param orderId which order
 */
record DueOrder(Instant at, String orderId) {

  /** Before every key. */
  static final DueOrder FIRST = new DueOrder(Instant.EPOCH, "");

  /** After every key that is due then. */
  static DueOrder endOf(Instant now) {
    return new DueOrder(now.plusMillis(1), "");
  }

  static Serde<DueOrder> serde() {
    return Serdes.serdeFrom((topic, due) -> due.bytes(), (topic, bytes) -> of(bytes));
  }

  private byte[] bytes() {
    byte[] id = orderId.getBytes(UTF_8);
    return ByteBuffer.allocate(Long.BYTES + id.length).putLong(at.toEpochMilli()).put(id).array();
  }

  private static DueOrder of(byte[] bytes) {
    Instant at = Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong());
    return new DueOrder(at, new String(bytes, Long.BYTES, bytes.length - Long.BYTES, UTF_8));
  }
}
