package dev.cascade.simulation.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.simulation.log.Entry;
import dev.cascade.simulation.world.Chronicle;
import dev.cascade.simulation.world.Wire;
import dev.cascade.simulation.world.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is committed in one run, to hand it to judges that are not here: an Avro file of
 * records with topic, partition, offset, key, value and headers. Values are bare Avro of the
 * topic's schema, or what lies there.
 */
public final class CommittedRecords implements Chronicle {

  private static final Schema SCHEMA =
      SchemaBuilder.record("CommittedRecord")
          .namespace("dev.cascade.simulation")
          .fields()
          .requiredString("topic")
          .requiredInt("partition")
          .requiredLong("offset")
          .requiredString("key")
          .optionalBytes("value")
          .name("headers")
          .type()
          .map()
          .values()
          .stringType()
          .noDefault()
          .endRecord();

  private final List<GenericRecord> records = new ArrayList<>();

  @Override
  public void committed(World world, List<Entry> entries) {
    entries.stream()
        .filter(entry -> !entry.isMarker())
        .forEach(entry -> records.add(record(world.services().wire(), entry)));
  }

  private static GenericRecord record(Wire wire, Entry entry) {
    GenericRecord record = new GenericData.Record(SCHEMA);
    record.put("topic", entry.partition().topic());
    record.put("partition", entry.partition().number());
    record.put("offset", entry.offset());
    record.put("key", entry.key() == null ? "" : new String(entry.key(), UTF_8));
    record.put("value", value(wire, entry));
    Map<String, String> headers = new HashMap<>();
    entry.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    record.put("headers", headers);
    return record;
  }

  private static @Nullable ByteBuffer value(Wire wire, Entry entry) {
    byte @Nullable [] bytes = entry.value();
    Optional<SpecificRecord> value = wire.read(bytes);
    if (value.isPresent()) {
      return ByteBuffer.wrap(bare(value.get()));
    }
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }

  private static byte[] bare(SpecificRecord value) {
    SpecificData model = SpecificData.getForClass(value.getClass());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      new SpecificDatumWriter<SpecificRecord>(value.getSchema(), model).write(value, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot encode " + value, e);
    }
    return bytes.toByteArray();
  }

  /**
   * Writes them to a file; its folder is made.
   *
   * @throws UncheckedIOException when that fails
   */
  public void write(Path file) {
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(SCHEMA))) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      writer.create(SCHEMA, file.toFile());
      for (GenericRecord record : records) {
        writer.append(record);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }
}
