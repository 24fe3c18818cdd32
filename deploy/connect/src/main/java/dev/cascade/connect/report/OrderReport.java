package dev.cascade.connect.report;

import dev.cascade.schemas.Order;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Orders, from topic {@code orders}; of two records of an order, the higher version is newer. */
final class OrderReport implements ReportTable<Order> {

  @Override
  public Class<Order> record() {
    return Order.class;
  }

  @Override
  public String upsert() {
    return """
    INSERT INTO report_orders AS known
      (id, customer_id, state, reasons, lines, currency, total, version, created_at, updated_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET
      (customer_id, state, reasons, lines, currency, total, version, created_at, updated_at) =
      (excluded.customer_id, excluded.state, excluded.reasons, excluded.lines, excluded.currency,
       excluded.total, excluded.version, excluded.created_at, excluded.updated_at)
      WHERE known.version < excluded.version
    """;
  }

  @Override
  public void bind(Order order, PreparedStatement upsert) throws SQLException {
    new Columns(upsert)
        .text(order.getId())
        .text(order.getCustomerId())
        .text(order.getState().name())
        .codes(order.getReasons())
        .number(order.getLines().size())
        .money(order.getTotal())
        .number(order.getVersion())
        .time(order.getCreatedAt())
        .time(order.getUpdatedAt());
  }

  @Override
  public String delete() {
    return "DELETE FROM report_orders WHERE id = ?";
  }
}
