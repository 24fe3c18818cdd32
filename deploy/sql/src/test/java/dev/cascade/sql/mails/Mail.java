package dev.cascade.sql.mails;

import dev.cascade.schemas.EmailRequested;
import dev.cascade.testing.ReceivedRecord;
import java.util.List;
import java.util.Objects;

/**
 * What a mail says, but when it was asked for: where a confirmation or a payment is repeated, that
 * is the time of whichever pair was read first.
 */
record Mail(
    String key,
    String orderId,
    String customerId,
    String customerName,
    String email,
    String level,
    List<?> lines,
    Object total,
    String paymentId) {

  static Mail of(ReceivedRecord<EmailRequested> record) {
    EmailRequested request = record.present();
    return new Mail(
        Objects.requireNonNull(record.key()),
        request.getOrderId(),
        request.getCustomerId(),
        request.getCustomerName(),
        request.getEmail(),
        request.getLevel().name(),
        request.getLines(),
        request.getTotal(),
        request.getPaymentId());
  }
}
