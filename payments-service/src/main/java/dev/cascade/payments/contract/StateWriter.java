package dev.cascade.payments.contract;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes a state's fields one after the other; {@link StateReader} reads them in that order. */
final class StateWriter {

  private final ByteArrayOutputStream bytes;
  private final DataOutputStream out;

  /** Makes room for so many bytes at first; more may come. */
  StateWriter(int room) {
    bytes = new ByteArrayOutputStream(room);
    out = new DataOutputStream(bytes);
  }

  StateWriter number(long value) {
    try {
      out.writeLong(value);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  StateWriter small(int value) {
    try {
      out.writeInt(value);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  StateWriter flag(boolean value) {
    return small(value ? 1 : 0);
  }

  StateWriter text(String value) {
    return blob(value.getBytes(StandardCharsets.UTF_8));
  }

  StateWriter integer(BigInteger value) {
    return blob(value.toByteArray());
  }

  StateWriter time(Instant value) {
    return number(value.toEpochMilli());
  }

  StateWriter constant(Enum<?> value) {
    return text(value.name());
  }

  <T> StateWriter optional(@Nullable T value, Consumer<T> writer) {
    flag(value != null);
    if (value != null) {
      writer.accept(value);
    }
    return this;
  }

  <T> StateWriter list(Collection<T> values, Consumer<T> writer) {
    small(values.size());
    values.forEach(writer);
    return this;
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  private StateWriter blob(byte[] value) {
    small(value.length);
    try {
      out.write(value);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
