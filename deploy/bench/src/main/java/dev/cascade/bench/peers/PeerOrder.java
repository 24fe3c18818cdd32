package dev.cascade.bench.peers;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/**
 * An order as the peers keep it, with one line as the reference has it.
 *
 * @param id the caller's
 * @param customer who orders and pays
 * @param product what
 * @param quantity how many
 * @param unitCents the price of one
 * @param state how far it is
 */
public record PeerOrder(
    String id, String customer, String product, int quantity, long unitCents, OrderState state) {

  /**
   * The order that the body of a POST asks for.
   *
   * @throws IllegalArgumentException when it is none with one line
   */
  public static PeerOrder posted(byte[] body) {
    JsonNode order = Json.tree(body);
    JsonNode line = order.path("lines").path(0);
    if (order.path("lines").size() != 1 || order.path("id").asText().isEmpty()) {
      throw new IllegalArgumentException("An order has an id and one line");
    }
    return new PeerOrder(
        order.path("id").asText(),
        order.path("customerId").asText(),
        line.path("productId").asText(),
        line.path("quantity").asInt(),
        new BigDecimal(line.path("unitPrice").asText("0")).movePointRight(2).longValueExact(),
        OrderState.CREATED);
  }

  /** The same order in another state. */
  public PeerOrder in(OrderState next) {
    return new PeerOrder(id, customer, product, quantity, unitCents, next);
  }

  /** Whether the caller of {@code GET .../validated} has an answer. */
  public boolean isDecided() {
    return state != OrderState.CREATED;
  }

  /** Whether nothing comes after this. */
  public boolean isFinal() {
    return state == OrderState.CONFIRMED || state == OrderState.FAILED;
  }

  /** Whether its fields can be: what order-details checks. */
  public boolean isWellFormed() {
    return quantity > 0 && unitCents >= 0 && !product.isEmpty();
  }

  /** What it costs. */
  public long cents() {
    return quantity * unitCents;
  }
}
