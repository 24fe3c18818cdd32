package dev.cascade.streams.serde;

import dev.cascade.schemas.wire.RegistryFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes the frame and the record; looks the schema's id up once for each subject. */
final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {

  /** Most records take less. */
  private static final int INITIAL_BYTES = 256;

  private final SchemaRegistryClient registry;
  private final Schema schema;
  private final SpecificDatumWriter<T> writer;
  private final SharedLookup<String, byte[]> frames = new SharedLookup<>(this::frame);

  AvroSerializer(SchemaRegistryClient registry, Class<T> type) {
    this.registry = registry;
    this.schema = SpecificData.get().getSchema(type);
    this.writer = new SpecificDatumWriter<>(type);
  }

  @Override
  public byte @Nullable [] serialize(String topic, @Nullable T value) {
    if (value == null) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_BYTES);
    try {
      bytes.write(frames.of(topic));
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      writer.write(value, encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException | RuntimeException e) {
      throw e instanceof SerializationException known
          ? known
          : new SerializationException(
              "Writing a " + schema.getName() + " to topic " + topic + " failed", e);
    }
  }

  private byte[] frame(String topic) {
    return RegistryFrame.of(registry.idOf(topic + "-value", schema));
  }
}
