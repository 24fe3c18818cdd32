package dev.cascade.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedDecoderTest {

  private static final Schema TEXT = SchemaBuilder.builder().stringType();
  private static final Schema BYTES = SchemaBuilder.builder().bytesType();
  private static final Schema ARRAY = SchemaBuilder.array().items().longType();
  private static final Schema MAP = SchemaBuilder.map().values().longType();

  private static final Schema EVERYTHING =
      SchemaBuilder.record("Everything")
          .fields()
          .requiredBoolean("flag")
          .requiredInt("number")
          .requiredLong("large")
          .requiredFloat("part")
          .requiredDouble("share")
          .requiredString("text")
          .requiredBytes("bytes")
          .optionalString("perhaps")
          .name("all")
          .type()
          .array()
          .items()
          .stringType()
          .noDefault()
          .name("named")
          .type()
          .map()
          .values()
          .longType()
          .noDefault()
          .name("kind")
          .type()
          .enumeration("Kind")
          .symbols("A", "B")
          .noDefault()
          .name("four")
          .type()
          .fixed("Four")
          .size(4)
          .noDefault()
          .endRecord();

  private final BoundedDecoder decoder = new BoundedDecoder();

  /** A test JVM has some hundred MB: making room for what is claimed ends it. */
  @ParameterizedTest
  @ValueSource(longs = {Integer.MAX_VALUE - 8L, 1L << 29, 1_000})
  void aLengthBeyondTheDataIsItsEnd(long claimed) throws IOException {
    byte[] bytes = claim(claimed);
    for (Schema schema : List.of(TEXT, BYTES, ARRAY, MAP)) {
      assertThatThrownBy(() -> read(schema, bytes))
          .as(schema.getName())
          .isInstanceOf(EOFException.class)
          .hasMessageContaining("A length of " + claimed + " in " + bytes.length + " bytes");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, -3_000_000_000L, Long.MAX_VALUE})
  void aLengthThatIsNoneIsRefused(long claimed) throws IOException {
    byte[] bytes = claim(claimed);
    for (Schema schema : List.of(TEXT, BYTES, ARRAY, MAP)) {
      assertThatThrownBy(() -> read(schema, bytes))
          .as(schema.getName())
          .isInstanceOfAny(IOException.class, RuntimeException.class);
    }
  }

  @Test
  void everyKindOfFieldIsReadAsByAvroItself() throws IOException {
    GenericRecord record = everything();
    byte[] bytes = written(EVERYTHING, record);

    assertThat(read(EVERYTHING, bytes)).isEqualTo(record);
    assertThat(decoder.isEnd()).isTrue();
    assertThat(read(EVERYTHING, bytes)).as("again").isEqualTo(record);
  }

  @Test
  void fieldsThatNobodyAsksForAreSkipped() throws IOException {
    Schema last =
        SchemaBuilder.record("Everything")
            .fields()
            .name("four")
            .type()
            .fixed("Four")
            .size(4)
            .noDefault()
            .endRecord();
    byte[] bytes = written(EVERYTHING, everything());

    GenericRecord read =
        new GenericDatumReader<GenericRecord>(EVERYTHING, last).read(null, decoder.on(bytes, 0));

    assertThat(read.get("four")).isEqualTo(everything().get("four"));
    assertThat(decoder.isEnd()).isTrue();
  }

  private static GenericRecord everything() {
    GenericRecord record = new GenericData.Record(EVERYTHING);
    record.put("flag", true);
    record.put("number", -7);
    record.put("large", Long.MIN_VALUE);
    record.put("part", 0.5f);
    record.put("share", -0.25);
    record.put("text", new Utf8("grüße\u0000"));
    record.put("bytes", ByteBuffer.wrap(new byte[] {1, 2, 3}));
    record.put("perhaps", null);
    record.put("all", List.of(new Utf8("a"), new Utf8("")));
    record.put("named", Map.of(new Utf8("n"), 1L));
    record.put("kind", new GenericData.EnumSymbol(EVERYTHING.getField("kind").schema(), "B"));
    record.put(
        "four",
        new GenericData.Fixed(EVERYTHING.getField("four").schema(), new byte[] {1, 2, 3, 4}));
    return record;
  }

  private Object read(Schema schema, byte[] bytes) throws IOException {
    return new GenericDatumReader<>(schema).read(null, decoder.on(bytes, 0));
  }

  private static byte[] claim(long length) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    encoder.writeLong(length);
    encoder.writeLong(1);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static byte[] written(Schema schema, GenericRecord record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }
}
