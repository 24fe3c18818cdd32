package dev.cascade.connect.report;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** Keeps a table of a database as topics say: {@code report_orders} or {@code report_payments}. */
public final class ReportSink extends SinkConnector {

  static final String VERSION = "1.0.0";

  private Map<String, String> settings = Map.of();

  @Override
  public void start(Map<String, String> given) {
    settings = Map.copyOf(new ReportSettings(given).originalsStrings());
  }

  @Override
  public Class<? extends Task> taskClass() {
    return ReportTask.class;
  }

  @Override
  public List<Map<String, String>> taskConfigs(int most) {
    return Collections.nCopies(most, settings);
  }

  @Override
  public void stop() {}

  @Override
  public ConfigDef config() {
    return ReportSettings.DEFINITION;
  }

  @Override
  public String version() {
    return VERSION;
  }
}
