package dev.cascade.orders.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.orders.topology.OrderPlace;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the next page of a list starts, as an opaque text. */
final class Cursor {

  private static final Pattern FORMAT = Pattern.compile("orders-list:1:(\\d{1,15}):(.{1,64})");

  private Cursor() {}

  static String of(OrderPlace place) {
    String plain = "orders-list:1:" + place.createdAt().toEpochMilli() + ":" + place.orderId();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
  }

  static @Nullable OrderPlace parse(String text, Violations violations) {
    try {
      Matcher parts = FORMAT.matcher(new String(Base64.getUrlDecoder().decode(text), UTF_8));
      if (parts.matches()) {
        return new OrderPlace(Instant.ofEpochMilli(Long.parseLong(parts.group(1))), parts.group(2));
      }
    } catch (IllegalArgumentException e) {
      // Said below: it is no cursor.
    }
    violations.add("cursor", "is not a cursor that this service gave");
    return null;
  }
}
