package dev.cascade.streams.avrojson;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.schemas.wire.BoundedDecoder;
import dev.cascade.schemas.wire.RegistryFrame;
import dev.cascade.streams.serde.RegisteredSchema;
import dev.cascade.streams.serde.SchemaRegistryClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Values in the registry's frame, as JSON and back, for topics of any schema. */
public final class RegisteredAvro {

  private final SchemaRegistryClient registry;

  /** Asks that registry. */
  public RegisteredAvro(SchemaRegistryClient registry) {
    this.registry = registry;
  }

  /**
   * A value in the frame, or why the JSON is none.
   *
   * @param bytes null when there are violations
   * @param violations what does not fit the schema
   */
  public record Encoded(byte @Nullable [] bytes, List<JsonToAvro.Violation> violations) {}

  /**
   * The bytes as JSON, with what is about a person masked; empty when they are no Avro that the
   * registry knows, or it is away.
   */
  public Optional<JsonNode> masked(byte @Nullable [] bytes) {
    return json(bytes, AvroToJson::masked);
  }

  private Optional<JsonNode> json(
      byte @Nullable [] bytes, BiFunction<Schema, @Nullable Object, JsonNode> words) {
    if (bytes == null || !RegistryFrame.isOn(bytes)) {
      return Optional.empty();
    }
    try {
      Schema schema = registry.schemaOf(RegistryFrame.schemaId(bytes));
      BoundedDecoder decoder = new BoundedDecoder(bytes, RegistryFrame.BYTES);
      Object value = new GenericDatumReader<>(schema).read(null, decoder);
      return decoder.isEnd() ? Optional.of(words.apply(schema, value)) : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /**
   * The JSON as a value for the topic, written with the latest schema of its subject. Where it says
   * that something is masked, that is taken from the same place of the bytes.
   *
   * @param masked what the JSON was made of, null when there is nothing to take
   * @throws dev.cascade.streams.serde.UnknownSchemaException when the topic has no schema
   * @throws dev.cascade.streams.serde.RegistryUnavailableException when the registry is away
   */
  public Encoded encode(String topic, JsonNode json, byte @Nullable [] masked) {
    RegisteredSchema latest = registry.latestOf(topic + "-value");
    JsonNode unmasked =
        json(masked, AvroToJson::write)
            .map(whole -> Unmasking.of(latest.schema(), json, whole))
            .orElse(json);
    JsonToAvro.Result read = JsonToAvro.read(latest.schema(), unmasked);
    return read.violations().isEmpty()
        ? new Encoded(framed(latest, read.value()), List.of())
        : new Encoded(null, read.violations());
  }

  private static byte[] framed(RegisteredSchema latest, @Nullable Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      bytes.write(RegistryFrame.of(latest.id()));
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      new GenericDatumWriter<@Nullable Object>(latest.schema()).write(value, encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("A value cannot be written into memory", e);
    } catch (RuntimeException e) {
      throw new SerializationException(
          "A value that fits cannot be written, schema " + latest.schema().getFullName(), e);
    }
  }
}
