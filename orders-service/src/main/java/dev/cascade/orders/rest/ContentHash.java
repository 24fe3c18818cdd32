package dev.cascade.orders.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.orders.domain.OrderLine;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 over what was ordered, however it was written: the long and the short form of an order,
 * and {@code 1}, {@code 1.0} and {@code "1.00"}, have one hash.
 */
final class ContentHash {

  private ContentHash() {}

  static String of(String customerId, String currency, List<OrderLine> lines) {
    StringBuilder text = new StringBuilder();
    append(text, customerId);
    append(text, currency);
    for (OrderLine line : lines) {
      append(text, line.productId());
      append(text, Integer.toString(line.quantity()));
      append(text, Long.toString(line.unitPrice().minorUnits()));
    }
    return HexFormat.of().formatHex(sha256().digest(text.toString().getBytes(UTF_8)));
  }

  /** With its length, so that no two contents run into the same text. */
  private static void append(StringBuilder text, String part) {
    text.append(part.length()).append(':').append(part);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
