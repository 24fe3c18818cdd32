package dev.cascade.connect.report;

import dev.cascade.schemas.Payment;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Payments that ended, from topics {@code payments-complete} and {@code payments-confirmed}, which
 * are read independently: confirmed is newest whatever comes after it, as in the service's view.
 */
final class PaymentReport implements ReportTable<Payment> {

  @Override
  public Class<Payment> record() {
    return Payment.class;
  }

  @Override
  public String upsert() {
    return """
    INSERT INTO report_payments AS known
      (id, kind, state, reason, original_id, order_id, debtor_account, creditor_account, currency,
       amount, submitted_at, completed_at, updated_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET
      (kind, state, reason, original_id, order_id, debtor_account, creditor_account, currency,
       amount, submitted_at, completed_at, updated_at) =
      (excluded.kind, excluded.state, excluded.reason, excluded.original_id, excluded.order_id,
       excluded.debtor_account, excluded.creditor_account, excluded.currency, excluded.amount,
       excluded.submitted_at, excluded.completed_at, excluded.updated_at)
      WHERE known.state <> 'CONFIRMED'
        AND (excluded.state = 'CONFIRMED' OR known.updated_at <= excluded.updated_at)
    """;
  }

  @Override
  public void bind(Payment payment, PreparedStatement upsert) throws SQLException {
    new Columns(upsert)
        .text(payment.getId())
        .text(payment.getKind().name())
        .text(payment.getState().name())
        .codes(payment.getReason() == null ? List.of() : List.of(payment.getReason()))
        .text(payment.getOriginalId())
        .text(payment.getOrderId())
        .text(payment.getDebtorAccount())
        .text(payment.getCreditorAccount())
        .money(payment.getAmount())
        .time(payment.getSubmittedAt())
        .time(payment.getCompletedAt())
        .time(payment.getUpdatedAt());
  }

  @Override
  public String delete() {
    return "DELETE FROM report_payments WHERE id = ?";
  }
}
