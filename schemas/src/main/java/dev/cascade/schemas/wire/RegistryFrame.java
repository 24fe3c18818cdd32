package dev.cascade.schemas.wire;

import java.nio.ByteBuffer;

/**
 * What stands before each Avro value on a topic: a zero, and the registry's number of the schema
 * with which the value was written, in four bytes, the most significant first. It is the wire
 * format of Confluent's clients, which Apicurio's and others' share.
 */
public final class RegistryFrame {

  /** How long it is; the value follows. */
  public static final int BYTES = 5;

  private static final byte MAGIC = 0;

  private RegistryFrame() {}

  /**
   * The frame itself.
   *
   * @param schemaId the registry's number
   */
  public static byte[] of(int schemaId) {
    return ByteBuffer.allocate(BYTES).put(MAGIC).putInt(schemaId).array();
  }

  /** Whether the bytes begin with a frame; what follows may be anything. */
  public static boolean isOn(byte[] bytes) {
    return bytes.length >= BYTES && bytes[0] == MAGIC;
  }

  /**
   * The registry's number of the schema with which the value was written.
   *
   * @param bytes with a frame
   * @throws IllegalArgumentException if they have none
   */
  public static int schemaId(byte[] bytes) {
    if (!isOn(bytes)) {
      throw new IllegalArgumentException("No frame on " + bytes.length + " bytes");
    }
    return ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
  }
}
