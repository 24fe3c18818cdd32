package dev.cascade.system.history;

import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/** What the simulator wrote down of a run: {@code cascade simulate --committed}. */
public final class RecordedHistory {

  private static final Map<String, TopicDefinition> TOPICS =
      TopicCatalogue.load().topics().stream()
          .collect(Collectors.toMap(TopicDefinition::name, Function.identity()));

  private RecordedHistory() {}

  /** Reads a file; what is not of the catalogue is left out. */
  public static History of(Path file) {
    List<Fact> facts = new ArrayList<>();
    try (DataFileReader<GenericRecord> reader =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
      for (GenericRecord record : reader) {
        if (TOPICS.containsKey(record.get("topic").toString())) {
          facts.add(fact(record));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
    return new History(facts);
  }

  private static Fact fact(GenericRecord record) {
    String topic = record.get("topic").toString();
    ByteBuffer bytes = (ByteBuffer) record.get("value");
    Optional<Schema> schema = Objects.requireNonNull(TOPICS.get(topic)).valueSchema();
    boolean typed = schema.isPresent() && bytes != null;
    @Nullable GenericRecord value = typed ? decoded(schema.get(), bytes) : null;
    Map<String, String> headers = new HashMap<>();
    ((Map<?, ?>) record.get("headers"))
        .forEach((name, text) -> headers.put(name.toString(), text.toString()));
    return new Fact(
        topic,
        (Integer) record.get("partition"),
        (Long) record.get("offset"),
        record.get("key").toString(),
        value,
        typed && value == null,
        headers);
  }

  private static @Nullable GenericRecord decoded(Schema schema, ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(copy, null);
    try {
      GenericRecord value = new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
      return decoder.isEnd() ? value : null;
    } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
      return null;
    }
  }
}
