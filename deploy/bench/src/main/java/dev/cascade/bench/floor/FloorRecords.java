package dev.cascade.bench.floor;

import java.util.Arrays;

/** The values of the floor's records: their kind, and as many bytes as an order has. */
final class FloorRecords {

  private static final int BYTES = 300;

  private FloorRecords() {}

  static byte[] value(char kind) {
    byte[] value = new byte[BYTES];
    Arrays.fill(value, (byte) 'x');
    value[0] = (byte) kind;
    return value;
  }

  static char kind(byte[] value) {
    return (char) value[0];
  }
}
