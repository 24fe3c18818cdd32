package dev.cascade.sql.tables;

import dev.cascade.schemas.catalogue.TopicDefinition;
import dev.cascade.sql.format.FramedAvroFormatFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * A topic as a table. Besides the fields of its records it has {@code record_key} and {@code
 * record_time}; the table of all records also {@code record_partition} and {@code record_offset}.
 *
 * @param name the topic's, with underscores; with {@code _log} for all records of a compacted topic
 * @param topic where its rows come from
 * @param schema of the topic's values
 * @param isLatest whether it has the latest row of each key, instead of a row for each record
 */
public record TopicTable(String name, TopicDefinition topic, Schema schema, boolean isLatest) {

  private static final String LOG = "_log";

  /**
   * The tables of a topic: of a compacted one, what it says now and all that it has; none when its
   * values are raw bytes, of which nobody knows what in them is about a person.
   */
  public static List<TopicTable> of(TopicDefinition topic) {
    Optional<Schema> schema = topic.valueSchema();
    if (schema.isEmpty()) {
      return List.of();
    }
    String name = topic.name().replace('-', '_');
    return topic.cleanup().equals("compact")
        ? List.of(
            new TopicTable(name, topic, schema.get(), true),
            new TopicTable(name + LOG, topic, schema.get(), false))
        : List.of(new TopicTable(name, topic, schema.get(), false));
  }

  /** What one row is. */
  public String rowIs() {
    return isLatest
        ? "the latest " + schema.getName() + " of each " + topic.key()
        : "each " + schema.getName();
  }

  /**
   * The statement that makes it; a script can have a temporary table of the same name instead.
   *
   * @param connection how it is reached
   * @param toPresentEnd whether it ends where the topic ends now, instead of going on
   */
  public String statement(TopicConnection connection, boolean toPresentEnd) {
    return "CREATE TABLE %s (\n  %s\n) WITH (\n  %s\n)"
        .formatted(
            ColumnTypes.quoted(name),
            String.join(",\n  ", columns()),
            String.join(",\n  ", options(connection, toPresentEnd)));
  }

  private List<String> columns() {
    List<String> columns = new ArrayList<>();
    columns.add("`record_key` STRING");
    columns.addAll(ColumnTypes.columns(schema));
    columns.add("`record_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL");
    if (!isLatest) {
      columns.add("`record_partition` INT METADATA FROM 'partition' VIRTUAL");
      columns.add("`record_offset` BIGINT METADATA FROM 'offset' VIRTUAL");
    }
    columns.add("WATERMARK FOR `record_time` AS `record_time` - INTERVAL '5' SECOND");
    if (isLatest) {
      columns.add("PRIMARY KEY (`record_key`) NOT ENFORCED");
    }
    return columns;
  }

  private List<String> options(TopicConnection connection, boolean toPresentEnd) {
    Stream<String> reading =
        isLatest
            ? Stream.of(TopicConnection.option("connector", "upsert-kafka"))
            : Stream.of(
                TopicConnection.option("connector", "kafka"),
                TopicConnection.option("scan.startup.mode", "earliest-offset"),
                TopicConnection.option("key.fields", "record_key"));
    Stream<String> ending =
        toPresentEnd
            ? Stream.of(TopicConnection.option("scan.bounded.mode", "latest-offset"))
            : Stream.empty();
    String format = FramedAvroFormatFactory.NAME;
    Stream<String> rest =
        Stream.of(
            TopicConnection.option("topic", topic.name()),
            TopicConnection.option("key.format", "raw"),
            TopicConnection.option("value.fields-include", "EXCEPT_KEY"),
            TopicConnection.option("value.format", format),
            TopicConnection.option("value." + format + ".registry", connection.registry()),
            TopicConnection.option(
                "value." + format + ".personal", connection.showPersonal() ? "shown" : "masked"));
    return Stream.of(reading, ending, rest, connection.clientOptions().stream())
        .flatMap(options -> options)
        .toList();
  }
}
