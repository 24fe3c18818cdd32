package dev.cascade.fraud.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.fraud.contract.StoreSerdes.OrderKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the next page of reviews starts, as an opaque text. */
final class ReviewCursor {

  private static final Pattern FORMAT =
      Pattern.compile("reviews:1:(\\d{1,15}):(.{1,1000})", Pattern.DOTALL);

  /** Before all others. */
  static final OrderKey FIRST = new OrderKey(Instant.EPOCH, "");

  private ReviewCursor() {}

  static String of(OrderKey place) {
    String plain = "reviews:1:" + place.at().toEpochMilli() + ":" + place.orderId();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
  }

  static Optional<OrderKey> parse(String text) {
    try {
      Matcher parts = FORMAT.matcher(new String(Base64.getUrlDecoder().decode(text), UTF_8));
      return parts.matches()
          ? Optional.of(
              new OrderKey(Instant.ofEpochMilli(Long.parseLong(parts.group(1))), parts.group(2)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
