package dev.cascade.bench.kafka;

import dev.cascade.schemas.wire.RegistryFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Writes framed Avro with schemas that are registered already. */
public final class AvroWriter {

  private final Registry registry;
  private final Map<String, Integer> ids = new ConcurrentHashMap<>();

  /** A writer that asks this registry for ids. */
  public AvroWriter(Registry registry) {
    this.registry = registry;
  }

  /** The record, framed for that topic. */
  public byte[] write(String topic, SpecificRecord value) {
    int id = ids.computeIfAbsent(topic, key -> registry.id(key, value.getSchema()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    bytes.writeBytes(RegistryFrame.of(id));
    try {
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      new SpecificDatumWriter<>(value.getSchema()).write(value, encoder);
    } catch (IOException e) {
      throw new UncheckedIOException("Not writable for " + topic, e);
    }
    return bytes.toByteArray();
  }
}
