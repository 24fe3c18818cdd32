package dev.cascade.sql.latest;

import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.LookupTableSource;
import org.apache.flink.table.connector.source.lookup.AsyncLookupFunctionProvider;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

/**
 * The table of {@link LatestTableFactory}.
 *
 * @param client how a Kafka client gets to the brokers
 * @param keyColumn the column that is looked up
 * @param patience how long a row is waited for
 */
record LatestTableSource(
    String topic,
    Map<String, String> client,
    DecodingFormat<DeserializationSchema<RowData>> format,
    DataType type,
    int keyColumn,
    Duration patience)
    implements LookupTableSource {

  @Override
  public LookupRuntimeProvider getLookupRuntimeProvider(LookupContext context) {
    int[][] keys = context.getKeys();
    if (keys.length != 1 || keys[0].length != 1 || keys[0][0] != keyColumn) {
      throw new ValidationException(
          "Table %s is looked up by its primary key only".formatted(asSummaryString()));
    }
    RowType row = (RowType) type.getLogicalType();
    return AsyncLookupFunctionProvider.of(
        new LatestRows(
            topic,
            client,
            format.createRuntimeDecoder(context, type),
            row.getFieldIndex(LatestTableFactory.KNOWN_SINCE),
            patience));
  }

  @Override
  public DynamicTableSource copy() {
    return this;
  }

  @Override
  public String asSummaryString() {
    return "what topic " + topic + " says now";
  }
}
