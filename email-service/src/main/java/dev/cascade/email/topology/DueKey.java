package dev.cascade.email.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Sorts ids by lane, then by time: its bytes are in the order of its values.
 *
 * @param lane 0 to 127
 */
record DueKey(int lane, Instant at, String id) {

  private static final int PREFIX_BYTES = 1 + Long.BYTES;

  /** Sorts before every key of the lane. */
  static DueKey firstOf(int lane) {
    return new DueKey(lane, Instant.EPOCH, "");
  }

  /** Sorts after every key of the lane that is due at that time, to the millisecond. */
  static DueKey after(int lane, Instant at) {
    return new DueKey(lane, at.plusMillis(1), "");
  }

  static Serde<DueKey> serde() {
    return Serdes.serdeFrom(
        (topic, key) -> write(key), (topic, bytes) -> read(ByteBuffer.wrap(bytes)));
  }

  private static byte[] write(DueKey key) {
    byte[] id = key.id.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(PREFIX_BYTES + id.length)
        .put((byte) key.lane)
        .putLong(key.at.toEpochMilli())
        .put(id)
        .array();
  }

  private static DueKey read(ByteBuffer bytes) {
    int lane = bytes.get();
    Instant at = Instant.ofEpochMilli(bytes.getLong());
    return new DueKey(lane, at, StandardCharsets.UTF_8.decode(bytes).toString());
  }
}
