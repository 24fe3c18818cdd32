package dev.cascade.system.ecosystem;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** An order as a client writes it. */
public record OrderBody(String id, String customerId, List<Line> lines) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A line of an order. */
  public record Line(String productId, int quantity, String unitPrice) {}

  /** An order of one line. */
  public static OrderBody of(
      String id, String customerId, String productId, int quantity, String unitPrice) {
    return new OrderBody(id, customerId, List.of(new Line(productId, quantity, unitPrice)));
  }

  /** The body to post. */
  public String json() {
    ObjectNode order =
        JSON.createObjectNode().put("id", id).put("customerId", customerId).put("currency", "EUR");
    ArrayNode array = order.putArray("lines");
    for (Line line : lines) {
      array
          .addObject()
          .put("productId", line.productId())
          .put("quantity", line.quantity())
          .put("unitPrice", line.unitPrice());
    }
    return order.toString();
  }
}
