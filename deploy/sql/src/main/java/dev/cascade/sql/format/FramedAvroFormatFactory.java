package dev.cascade.sql.format;

import java.util.Set;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.connector.format.EncodingFormat;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DeserializationFormatFactory;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.factories.SerializationFormatFactory;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

/**
 * The format of Cascade's topics for Flink. Flink's own needs Confluent's client, which is not on
 * Maven Central, writes no enums, and registers a schema that it makes of the table.
 *
 * <pre>
 * 'value.format' = 'cascade-avro',
 * 'value.cascade-avro.registry' = 'http://127.0.0.1:8090',
 * 'value.cascade-avro.subject' = 'platinum-emails-value',   -- to write
 * 'value.cascade-avro.personal' = 'shown'                   -- 'masked' by default
 * </pre>
 */
public final class FramedAvroFormatFactory
    implements DeserializationFormatFactory, SerializationFormatFactory {

  /** The format's name. */
  public static final String NAME = "cascade-avro";

  private static final ConfigOption<String> REGISTRY =
      ConfigOptions.key("registry")
          .stringType()
          .noDefaultValue()
          .withDescription("The registry's base URL");

  private static final ConfigOption<String> SUBJECT =
      ConfigOptions.key("subject")
          .stringType()
          .noDefaultValue()
          .withDescription("Whose latest schema is written");

  private static final ConfigOption<Personal> PERSONAL =
      ConfigOptions.key("personal")
          .enumType(Personal.class)
          .defaultValue(Personal.MASKED)
          .withDescription("What becomes of fields about a person");

  private enum Personal {
    MASKED,
    SHOWN
  }

  @Override
  public String factoryIdentifier() {
    return NAME;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(REGISTRY);
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of(SUBJECT, PERSONAL);
  }

  @Override
  public DecodingFormat<DeserializationSchema<RowData>> createDecodingFormat(
      DynamicTableFactory.Context context, ReadableConfig options) {
    FactoryUtil.validateFactoryOptions(this, options);
    return new Decoding(options.get(REGISTRY), options.get(PERSONAL) == Personal.SHOWN);
  }

  @Override
  public EncodingFormat<SerializationSchema<RowData>> createEncodingFormat(
      DynamicTableFactory.Context context, ReadableConfig options) {
    FactoryUtil.validateFactoryOptions(this, options);
    String subject =
        options
            .getOptional(SUBJECT)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "To write, the table needs the option " + NAME + "." + SUBJECT.key()));
    return new Encoding(options.get(REGISTRY), subject);
  }

  private record Decoding(String registry, boolean showPersonal)
      implements DecodingFormat<DeserializationSchema<RowData>> {

    @Override
    public DeserializationSchema<RowData> createRuntimeDecoder(
        DynamicTableSource.Context context, DataType type) {
      return new RowReader(
          registry,
          (RowType) type.getLogicalType(),
          context.createTypeInformation(type),
          showPersonal);
    }

    @Override
    public ChangelogMode getChangelogMode() {
      return ChangelogMode.insertOnly();
    }
  }

  private record Encoding(String registry, String subject)
      implements EncodingFormat<SerializationSchema<RowData>> {

    @Override
    public SerializationSchema<RowData> createRuntimeEncoder(
        DynamicTableSink.Context context, DataType type) {
      return new RowWriter(registry, subject, (RowType) type.getLogicalType());
    }

    @Override
    public ChangelogMode getChangelogMode() {
      return ChangelogMode.insertOnly();
    }
  }
}
