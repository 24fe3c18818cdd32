package dev.cascade.email.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A mail's Message-ID, the same for every attempt: a receiver can drop the one duplicate that a
 * crash may cause.
 *
 * @param value with its angle brackets
 */
public record MessageId(String value) {

  private static final int HASHED_BYTES = 16;

  /** Of an order's mail. */
  public static MessageId ofOrder(String orderId, String domain) {
    return new MessageId("<order." + hash(orderId) + "@" + domain + ">");
  }

  /** Of the mail that an operator asked to send again. */
  public static MessageId ofResend(String orderId, String requestId, String domain) {
    return new MessageId(
        "<order." + hash(orderId) + ".again." + hash(requestId) + "@" + domain + ">");
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(digest, HASHED_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
