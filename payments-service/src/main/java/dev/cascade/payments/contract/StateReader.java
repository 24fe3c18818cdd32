package dev.cascade.payments.contract;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link StateWriter} wrote. */
final class StateReader {

  private final ByteBuffer bytes;

  StateReader(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  long number() {
    return bytes.getLong();
  }

  int small() {
    return bytes.getInt();
  }

  boolean flag() {
    return small() == 1;
  }

  String text() {
    return new String(blob(), StandardCharsets.UTF_8);
  }

  BigInteger integer() {
    return new BigInteger(blob());
  }

  Instant time() {
    return Instant.ofEpochMilli(number());
  }

  <E extends Enum<E>> E constant(Class<E> type) {
    return Enum.valueOf(type, text());
  }

  <T> @Nullable T optional(Supplier<T> reader) {
    return flag() ? reader.get() : null;
  }

  <T> List<T> list(Supplier<T> reader) {
    int size = small();
    List<T> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(reader.get());
    }
    return values;
  }

  private byte[] blob() {
    byte[] value = new byte[small()];
    bytes.get(value);
    return value;
  }
}
