package dev.cascade.testing;

import java.nio.ByteBuffer;
import java.util.Map;

/** Values that no consumer of a catalogue topic can read, each broken in another way. */
public final class PoisonRecords {

  private static final int UNKNOWN_SCHEMA_ID = 2_000_000_000;

  private PoisonRecords() {}

  /** Name of the fault to the bytes that have it. */
  public static Map<String, byte[]> all() {
    return Map.of(
        "no frame", new byte[] {42, 1, 2, 3, 4, 5, 6},
        "empty", new byte[0],
        "frame cut short", new byte[] {0, 0},
        "unknown schema id",
            ByteBuffer.allocate(8).put((byte) 0).putInt(UNKNOWN_SCHEMA_ID).array());
  }

  /** Bytes that are no Avro in a registry's frame. */
  public static byte[] withoutFrame() {
    return new byte[] {42, 1, 2, 3, 4, 5, 6};
  }
}
