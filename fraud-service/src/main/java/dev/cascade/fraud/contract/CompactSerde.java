package dev.cascade.fraud.contract;

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

/**
 * Serdes for stores, which work while the registry is away: a byte for the layout's version, then
 * the fields. Stores outlive releases: a new layout gets a new version, and its reader still reads
 * the old ones.
 */
final class CompactSerde {

  private static final int VERSION = 1;

  private CompactSerde() {}

  /** Writes the fields of a value. */
  @FunctionalInterface
  interface Writer<T> {
    void write(T value, DataOutputStream out) throws IOException;
  }

  /** Reads the fields of a value. */
  @FunctionalInterface
  interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  /** A serde for version 1 of a layout; null stays null. */
  @SuppressWarnings("NullAway") // Kafka's null is the tombstone, on both sides
  static <T> Serde<T> of(Writer<T> writer, Reader<T> reader) {
    return Serdes.serdeFrom(
        (topic, value) -> value == null ? null : write(value, writer),
        (topic, bytes) -> bytes == null ? null : read(bytes, reader));
  }

  private static <T> byte[] write(T value, Writer<T> writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      writer.write(value, out);
    } catch (IOException | RuntimeException e) {
      throw new SerializationException(
          "A " + value.getClass().getSimpleName() + " cannot be written", e);
    }
    return bytes.toByteArray();
  }

  private static <T> T read(byte[] bytes, Reader<T> reader) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new SerializationException("Layout " + version + " is unknown");
      }
      T value = reader.read(in);
      if (in.available() > 0) {
        throw new SerializationException(in.available() + " bytes are left over");
      }
      return value;
    } catch (IOException | RuntimeException e) {
      throw new SerializationException("A record of a store cannot be read", e);
    }
  }

  static void write(DataOutputStream out, Instant instant) throws IOException {
    out.writeLong(instant.toEpochMilli());
  }

  static Instant instant(DataInputStream in) throws IOException {
    return Instant.ofEpochMilli(in.readLong());
  }

  static void write(DataOutputStream out, Currency currency) throws IOException {
    out.writeUTF(currency.getCurrencyCode());
  }

  static Currency currency(DataInputStream in) throws IOException {
    return Currency.getInstance(in.readUTF());
  }
}
