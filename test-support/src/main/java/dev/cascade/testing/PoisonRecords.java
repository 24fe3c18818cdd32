package dev.cascade.testing;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

/** Values that no consumer of a catalogue topic can read, each broken in another way. */
public final class PoisonRecords {

  private static final int UNKNOWN_SCHEMA_ID = 2_000_000_000;

  /** With key and framing this comes to just under a broker's default of about 1 MiB. */
  private static final int LARGEST_VALUE = 1_048_000;

  private static final int LARGER_THAN_A_LETTER = 3 * 1024 * 1024;

  private PoisonRecords() {}

  /** Name of the fault to the bytes that have it. */
  public static Map<String, byte[]> all() {
    return Map.of(
        "no frame", new byte[] {42, 1, 2, 3, 4, 5, 6},
        "empty", new byte[0],
        "frame cut short", new byte[] {0, 0},
        "as large as the broker takes", filled(LARGEST_VALUE),
        "unknown schema id",
            ByteBuffer.allocate(8).put((byte) 0).putInt(UNKNOWN_SCHEMA_ID).array());
  }

  /** Bytes that only compressed are small enough to be written, to a dead letter topic too. */
  static byte[] largerThanALetter() {
    return filled(LARGER_THAN_A_LETTER);
  }

  private static byte[] filled(int bytes) {
    byte[] value = new byte[bytes];
    Arrays.fill(value, (byte) 42);
    return value;
  }

  /** Bytes that are no Avro in a registry's frame. */
  public static byte[] withoutFrame() {
    return new byte[] {42, 1, 2, 3, 4, 5, 6};
  }
}
