package dev.cascade.connect.contract;

import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * Has a record say nothing but how far its source was read: it goes to a topic of its own, with a
 * key that is always the same and without a value. To drop it instead would lose that too, since
 * Connect commits the position of what it writes and of nothing else.
 *
 * @param <R> the record
 */
public final class OnlyItsPosition<R extends ConnectRecord<R>> implements Transformation<R> {

  private static final String TOPIC = "topic";
  private static final ConfigDef DEFINITION =
      new ConfigDef()
          .define(
              TOPIC,
              Type.STRING,
              ConfigDef.NO_DEFAULT_VALUE,
              Importance.HIGH,
              "Where it goes, and its key.");

  private String topic = "";

  @Override
  public void configure(Map<String, ?> configs) {
    topic = new AbstractConfig(DEFINITION, configs, false).getString(TOPIC);
  }

  @Override
  public R apply(R record) {
    return record.newRecord(
        topic, null, Schema.STRING_SCHEMA, topic, null, null, record.timestamp());
  }

  @Override
  public ConfigDef config() {
    return DEFINITION;
  }

  @Override
  public void close() {}
}
