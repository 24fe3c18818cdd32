package dev.cascade.orders.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.orders.domain.OrderSnapshot;
import dev.cascade.orders.domain.RequestPosition;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a caller gets for a write, and shows to read it: the place of the request in order-requests,
 * and the order that it is about, since the order's record says up to where it reflects requests.
 *
 * @param orderId whose request
 * @param position where it stands
 */
record PositionToken(String orderId, RequestPosition position) {

  /** The header that it travels in, both ways. */
  static final String HEADER = "Cascade-Position";

  /** The query parameter that says the same as the header. */
  static final String PARAMETER = "position";

  private static final Pattern FORMAT =
      Pattern.compile("orders:1:(\\d{1,9}):(\\d{1,18}):(.{1,64})");

  static PositionToken of(OrderSnapshot order) {
    return new PositionToken(order.head().id(), order.head().position());
  }

  /** The token behind the text; empty when it is none of ours. */
  static Optional<PositionToken> parse(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), UTF_8);
      Matcher parts = FORMAT.matcher(plain);
      return parts.matches() && Ids.isId(parts.group(3))
          ? Optional.of(
              new PositionToken(
                  parts.group(3),
                  new RequestPosition(
                      Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2)))))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  boolean isReflectedBy(OrderSnapshot order) {
    return order.head().position().reflects(position);
  }

  @Override
  public String toString() {
    String plain = "orders:1:" + position.partition() + ":" + position.offset() + ":" + orderId;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
  }
}
