package dev.cascade.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * Avro without a registry, for {@link TopologyHarness}: the bare binary of a record, so bytes that
 * are no such record fail as they do in production.
 */
public final class PlainAvroSerde<T extends SpecificRecord> {

  private final SpecificData model;
  private final Schema schema;

  private PlainAvroSerde(Class<T> type) {
    this.model = SpecificData.getForClass(type);
    this.schema = model.getSchema(type);
  }

  /** A serde for one generated record type. */
  public static <T extends SpecificRecord> Serde<T> of(Class<T> type) {
    PlainAvroSerde<T> avro = new PlainAvroSerde<>(type);
    return Serdes.serdeFrom(
        (topic, value) -> avro.encode(topic, value), (topic, bytes) -> avro.decode(topic, bytes));
  }

  @SuppressWarnings("NullAway") // Kafka's serializers return null for a tombstone.
  private byte[] encode(String topic, @Nullable T value) {
    if (value == null) {
      return null;
    }
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      new SpecificDatumWriter<T>(schema, model).write(value, encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException | RuntimeException e) {
      throw new SerializationException("Cannot write a " + schema.getName() + " to " + topic, e);
    }
  }

  @SuppressWarnings("NullAway") // Kafka's deserializers return null for a tombstone.
  private T decode(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      DatumReader<T> reader = new SpecificDatumReader<>(schema, schema, model);
      return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    } catch (IOException | RuntimeException e) {
      throw new SerializationException("No " + schema.getName() + " in a record of " + topic, e);
    }
  }
}
