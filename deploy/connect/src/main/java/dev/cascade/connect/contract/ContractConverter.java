package dev.cascade.connect.contract;

import dev.cascade.streams.serde.AvroSerdes;
import dev.cascade.streams.serde.RegistryUnavailableException;
import dev.cascade.streams.serde.SchemaRegistryClient;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Values of one record of the contract. From a source comes a flat row, and goes to the topic as
 * every service writes it: one zero byte, the id of a schema that is registered already, and the
 * record in Avro. To a sink goes the record itself, without a schema of Connect's. Null stays null.
 *
 * <p>While the registry is away nothing is refused: whoever converts tries again, for as long as
 * the connector's {@code errors.retry.timeout} says.
 */
public final class ContractConverter implements Converter {

  private static final String REGISTRY = "registry.url";
  private static final String RECORD = "record";
  private static final ConfigDef DEFINITION =
      new ConfigDef()
          .define(
              REGISTRY,
              Type.STRING,
              ConfigDef.NO_DEFAULT_VALUE,
              Importance.HIGH,
              "The registry's base URL, such as http://localhost:8090.")
          .define(
              RECORD,
              Type.CLASS,
              ConfigDef.NO_DEFAULT_VALUE,
              Importance.HIGH,
              "The contract's record, such as dev.cascade.schemas.Customer.");

  private @Nullable Conversion<?> conversion;

  @Override
  public ConfigDef config() {
    return DEFINITION;
  }

  /**
   * Takes its settings.
   *
   * @throws ConfigException when one is missing or names no record that it can convert
   */
  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    AbstractConfig settings = new AbstractConfig(DEFINITION, configs, false);
    Class<?> record = settings.getClass(RECORD);
    if (!SpecificRecord.class.isAssignableFrom(record)) {
      throw new ConfigException(RECORD, record.getName(), "is no record of the contract");
    }
    conversion =
        new Conversion<>(
            record.asSubclass(SpecificRecord.class),
            new AvroSerdes(new SchemaRegistryClient(settings.getString(REGISTRY))));
  }

  @Override
  public byte @Nullable [] fromConnectData(
      String topic, @Nullable Schema schema, @Nullable Object value) {
    return value == null ? null : conversion().bytes(topic, value);
  }

  @Override
  public SchemaAndValue toConnectData(String topic, byte @Nullable [] value) {
    return value == null
        ? SchemaAndValue.NULL
        : new SchemaAndValue(null, conversion().record(topic, value));
  }

  private Conversion<?> conversion() {
    if (conversion == null) {
      throw new IllegalStateException("Not configured");
    }
    return conversion;
  }

  private static final class Conversion<T extends SpecificRecord> {

    private final Class<T> type;
    private final Serde<T> serde;
    private @Nullable RecordFromStruct<T> rows;

    Conversion(Class<T> type, AvroSerdes serdes) {
      this.type = type;
      this.serde = serdes.of(type);
    }

    byte[] bytes(String topic, Object value) {
      if (!(value instanceof Struct row)) {
        throw new DataException(
            "A value of topic %s is no row but %s".formatted(topic, value.getClass().getName()));
      }
      T record = rows().of(row);
      return patiently(() -> serde.serializer().serialize(topic, record));
    }

    T record(String topic, byte[] bytes) {
      return patiently(() -> serde.deserializer().deserialize(topic, bytes));
    }

    /** Sinks have records that no row is made into. */
    private RecordFromStruct<T> rows() {
      if (rows == null) {
        rows = new RecordFromStruct<>(type);
      }
      return rows;
    }

    private static <V> V patiently(Supplier<V> conversion) {
      try {
        return conversion.get();
      } catch (RegistryUnavailableException e) {
        throw new RetriableException("The registry does not answer", e);
      } catch (SerializationException e) {
        if (e.getCause() instanceof RegistryUnavailableException) {
          throw new RetriableException("The registry does not answer", e);
        }
        throw new DataException(e.getMessage(), e);
      }
    }
  }
}
