package dev.cascade.simulation.world;

import dev.cascade.schemas.wire.BoundedDecoder;
import dev.cascade.streams.serde.AvroFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.io.BinaryEncoder;
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
 * Avro without a registry: five bytes of frame, as the registry's, then the record in Avro's binary
 * encoding. Since encoding is most of what a run costs, a wire can instead write the number under
 * which it keeps the record; what services do with it is the same. One thread uses a wire.
 */
public final class Wire implements AvroFormat {

  private static final int FRAME_BYTES = 5;
  private static final byte ENCODED = 0;
  private static final byte KEPT = 1;

  private final boolean encodes;
  private final List<Format<?>> formats = new ArrayList<>();
  private final Map<Class<?>, Integer> numbers = new HashMap<>();
  private final List<SpecificRecord> kept = new ArrayList<>();

  /** A wire that encodes every record, or keeps them. */
  public Wire(boolean encodes) {
    this.encodes = encodes;
  }

  /** Forgets the records of the run before. */
  public void reset() {
    kept.clear();
  }

  @Override
  @SuppressWarnings("NullAway") // Kafka's null is the tombstone, on both sides
  public <T extends SpecificRecord> Serde<T> of(Class<T> type) {
    int number = numberOf(type);
    return Serdes.serdeFrom(
        (topic, value) -> value == null ? null : write(number, value),
        (topic, bytes) -> bytes == null ? null : type.cast(expect(type, topic, bytes)));
  }

  /** The bytes of a record. */
  public byte[] write(SpecificRecord value) {
    return write(numberOf(value.getClass().asSubclass(SpecificRecord.class)), value);
  }

  /** The record that the bytes are; empty where they are none. */
  public Optional<SpecificRecord> read(byte @Nullable [] bytes) {
    if (bytes == null || bytes.length < FRAME_BYTES) {
      return Optional.empty();
    }
    int number = ByteBuffer.wrap(bytes, 1, 4).getInt();
    return switch (bytes[0]) {
      case KEPT ->
          number < kept.size() && bytes.length == FRAME_BYTES
              ? Optional.of(kept.get(number))
              : Optional.empty();
      case ENCODED ->
          number < formats.size() ? formats.get(number).decode(bytes) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private SpecificRecord expect(Class<?> type, String topic, byte[] bytes) {
    return read(bytes)
        .filter(type::isInstance)
        .orElseThrow(() ->
            new SerializationException("No " + type.getSimpleName() + " in a record of " + topic));
  }

  private byte[] write(int number, SpecificRecord value) {
    if (encodes) {
      return formats.get(number).encode(number, value);
    }
    kept.add(value);
    return ByteBuffer.allocate(FRAME_BYTES).put(KEPT).putInt(kept.size() - 1).array();
  }

  private int numberOf(Class<? extends SpecificRecord> type) {
    return numbers.computeIfAbsent(
        type,
        added -> {
          formats.add(new Format<>(type));
          return formats.size() - 1;
        });
  }

  /** The encoding of one type. */
  private static final class Format<T extends SpecificRecord> {

    private final SpecificDatumWriter<SpecificRecord> writer;
    private final SpecificDatumReader<SpecificRecord> reader;
    private @Nullable BinaryEncoder encoder;
    private final BoundedDecoder decoder = new BoundedDecoder();

    Format(Class<T> type) {
      SpecificData model = SpecificData.getForClass(type);
      this.writer = new SpecificDatumWriter<>(model.getSchema(type), model);
      this.reader = new SpecificDatumReader<>(model.getSchema(type), model.getSchema(type), model);
    }

    byte[] encode(int number, SpecificRecord value) {
      try (ByteArrayOutputStream bytes = new ByteArrayOutputStream(256)) {
        bytes.writeBytes(ByteBuffer.allocate(FRAME_BYTES).put(ENCODED).putInt(number).array());
        encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
        writer.write(value, encoder);
        encoder.flush();
        return bytes.toByteArray();
      } catch (IOException e) {
        throw new SerializationException("Cannot encode " + value, e);
      }
    }

    Optional<SpecificRecord> decode(byte[] bytes) {
      try {
        SpecificRecord value = reader.read(null, decoder.on(bytes, FRAME_BYTES));
        return decoder.isEnd() ? Optional.of(value) : Optional.empty();
      } catch (IOException | RuntimeException e) {
        return Optional.empty();
      }
    }
  }
}
