package dev.cascade.connect.report;

import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/** What a report sink is told. */
final class ReportSettings extends AbstractConfig {

  private static final String DATABASE = "database.url";
  private static final String REPORT = "report";
  private static final String ORDERS = "orders";
  private static final String PAYMENTS = "payments";

  static final ConfigDef DEFINITION =
      new ConfigDef()
          .define(
              DATABASE,
              Type.STRING,
              ConfigDef.NO_DEFAULT_VALUE,
              Importance.HIGH,
              "How JDBC gets to the database, jdbc:postgresql://HOST:PORT/DATABASE?user=USER.")
          .define(
              REPORT,
              Type.STRING,
              ConfigDef.NO_DEFAULT_VALUE,
              ValidString.in(ORDERS, PAYMENTS),
              Importance.HIGH,
              "What the topics hold, and with it the table: orders or payments.");

  ReportSettings(Map<String, String> given) {
    super(DEFINITION, given, false);
  }

  String database() {
    return getString(DATABASE);
  }

  ReportTable<?> table() {
    return getString(REPORT).equals(ORDERS) ? new OrderReport() : new PaymentReport();
  }
}
