package dev.cascade.local.tail;

import dev.cascade.local.data.JsonApi;
import dev.cascade.schemas.wire.BoundedDecoder;
import dev.cascade.schemas.wire.RegistryFrame;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.avro.generic.GenericDatumReader;

/** Reads the Avro values of records, by the schemas that they were written with. */
public final class AvroValues {

  private final String registryUrl;
  private final JsonApi http = new JsonApi();
  private final Map<Integer, Optional<Schema>> schemas = new HashMap<>();

  /** Asks that registry for each schema once. */
  public AvroValues(String registryUrl) {
    this.registryUrl = registryUrl;
  }

  /**
   * A value that was read.
   *
   * @param schema the writer's
   * @param datum as Avro's generic reader makes it
   */
  public record Value(Schema schema, Object datum) {}

  /** The value in these bytes; empty when they are none, or its schema is not known. */
  public Optional<Value> of(byte[] bytes) {
    if (!RegistryFrame.isOn(bytes)) {
      return Optional.empty();
    }
    return schemas
        .computeIfAbsent(RegistryFrame.schemaId(bytes), this::fetch)
        .flatMap(schema -> decoded(schema, bytes));
  }

  private static Optional<Value> decoded(Schema schema, byte[] bytes) {
    try {
      Object datum =
          new GenericDatumReader<>(schema)
              .read(null, new BoundedDecoder(bytes, RegistryFrame.BYTES));
      return Optional.of(new Value(schema, datum));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private Optional<Schema> fetch(int id) {
    JsonApi.Answer answer =
        http.send("GET", registryUrl + "/apis/ccompat/v7/schemas/ids/" + id, null);
    try {
      return Optional.of(answer.body().path("schema").asText())
          .filter(schema -> answer.succeeded() && !schema.isEmpty())
          .map(schema -> new Schema.Parser().parse(schema));
    } catch (SchemaParseException e) {
      return Optional.empty();
    }
  }
}
