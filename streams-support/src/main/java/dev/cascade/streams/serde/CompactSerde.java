package dev.cascade.streams.serde;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Currency;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * Serdes for stores, which nobody else reads and which must work while the registry is away: a byte
 * for the layout's version, then the fields.
 *
 * <p>Stores outlive releases. A new layout gets a new version, and its reader still reads the old
 * ones.
 */
public final class CompactSerde {

  private CompactSerde() {}

  /** Writes the fields of a value. */
  @FunctionalInterface
  public interface Writer<T> {
    /** Writes them in an order of its own. */
    void write(T value, DataOutputStream out) throws IOException;
  }

  /** Reads the fields of a value. */
  @FunctionalInterface
  public interface Reader<T> {
    /** Reads them in the order in which they were written. */
    T read(DataInputStream in) throws IOException;
  }

  /**
   * A serde for one layout; null stays null. Another version, bytes that are left over and whatever
   * the reader throws become a {@link SerializationException}.
   */
  @SuppressWarnings("NullAway") // Kafka's null is the tombstone, on both sides
  public static <T> Serde<T> of(int version, Writer<T> writer, Reader<T> reader) {
    return Serdes.serdeFrom(
        (topic, value) -> value == null ? null : write(version, value, writer),
        (topic, bytes) -> bytes == null ? null : read(topic, version, bytes, reader));
  }

  private static <T> byte[] write(int version, T value, Writer<T> writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(version);
      writer.write(value, out);
    } catch (IOException | RuntimeException e) {
      throw new SerializationException(
          "A " + value.getClass().getSimpleName() + " cannot be written", e);
    }
    return bytes.toByteArray();
  }

  private static <T> T read(@Nullable String topic, int version, byte[] bytes, Reader<T> reader) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int found = in.readByte();
      if (found != version) {
        throw new SerializationException("Layout " + found + " is not " + version);
      }
      T value = reader.read(in);
      if (in.available() > 0) {
        throw new SerializationException(in.available() + " bytes are left over");
      }
      return value;
    } catch (IOException | RuntimeException e) {
      throw new SerializationException("A record of store " + topic + " cannot be read", e);
    }
  }

  /** Writes a moment to the millisecond. */
  public static void write(DataOutputStream out, Instant instant) throws IOException {
    out.writeLong(instant.toEpochMilli());
  }

  /** Reads a moment. */
  public static Instant instant(DataInputStream in) throws IOException {
    return Instant.ofEpochMilli(in.readLong());
  }

  /** Writes a currency by its ISO 4217 code. */
  public static void write(DataOutputStream out, Currency currency) throws IOException {
    out.writeUTF(currency.getCurrencyCode());
  }

  /** Reads a currency. */
  public static Currency currency(DataInputStream in) throws IOException {
    return Currency.getInstance(in.readUTF());
  }
}
