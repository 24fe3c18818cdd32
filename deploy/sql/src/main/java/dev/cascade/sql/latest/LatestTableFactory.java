package dev.cascade.sql.latest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DeserializationFormatFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.DataType;

/**
 * A compacted topic as a table that others look up by its key, as it is at that moment: what a
 * global table is to Kafka Streams. Flink has joins with what is current for databases only; for
 * topics it has joins with what was current at a time of events, which wait for later events.
 *
 * <pre>
 * CREATE TABLE customers (
 *   id STRING, name STRING, ...,       -- fields of the value
 *   known_since TIMESTAMP_LTZ(3),      -- when the first record came after there was none
 *   PRIMARY KEY (id) NOT ENFORCED      -- the record's key
 * ) WITH (
 *   'connector' = 'cascade-latest', 'topic' = 'customers',
 *   'patience' = '1 h',                -- how long a row that is missing is waited for; 0 by default
 *   'properties.bootstrap.servers' = '...', 'format' = 'cascade-avro', ...)
 * </pre>
 */
public final class LatestTableFactory implements DynamicTableSourceFactory {

  /** The column that the connector fills, not the value. */
  static final String KNOWN_SINCE = "known_since";

  private static final String NAME = "cascade-latest";
  private static final String CLIENT = "properties.";

  private static final ConfigOption<String> TOPIC =
      ConfigOptions.key("topic")
          .stringType()
          .noDefaultValue()
          .withDescription("The compacted topic");

  private static final ConfigOption<String> BROKERS =
      ConfigOptions.key(CLIENT + "bootstrap.servers")
          .stringType()
          .noDefaultValue()
          .withDescription("Where the brokers are");

  private static final ConfigOption<Duration> PATIENCE =
      ConfigOptions.key("patience")
          .durationType()
          .defaultValue(Duration.ZERO)
          .withDescription("How long a row that is missing is waited for");

  @Override
  public String factoryIdentifier() {
    return NAME;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(TOPIC, BROKERS, FactoryUtil.FORMAT);
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of(PATIENCE);
  }

  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
    DecodingFormat<DeserializationSchema<RowData>> format =
        helper.discoverDecodingFormat(DeserializationFormatFactory.class, FactoryUtil.FORMAT);
    helper.validateExcept(CLIENT);
    DataType type = context.getPhysicalRowDataType();
    return new LatestTableSource(
        helper.getOptions().get(TOPIC),
        client(context),
        format,
        type,
        keyColumn(context, type),
        helper.getOptions().get(PATIENCE));
  }

  private static Map<String, String> client(Context context) {
    return context.getCatalogTable().getOptions().entrySet().stream()
        .filter(option -> option.getKey().startsWith(CLIENT))
        .collect(
            Collectors.toMap(
                option -> option.getKey().substring(CLIENT.length()), Map.Entry::getValue));
  }

  private static int keyColumn(Context context, DataType type) {
    int[] key = context.getPrimaryKeyIndexes();
    if (key.length != 1) {
      throw new ValidationException(
          "A table of the connector %s needs a primary key of one column; %s has %s"
              .formatted(
                  NAME, context.getObjectIdentifier(), List.of(DataType.getFieldNames(type))));
    }
    return key[0];
  }
}
