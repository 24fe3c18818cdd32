package dev.cascade.local.tour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An order of one line, as a client writes it. */
record TourOrder(String id, String customerId, String productId, int quantity, String unitPrice) {

  private static final ObjectMapper JSON = new ObjectMapper();

  JsonNode json() {
    ObjectNode order = JSON.createObjectNode();
    order.put("id", id).put("customerId", customerId).put("currency", "EUR");
    order
        .putArray("lines")
        .addObject()
        .put("productId", productId)
        .put("quantity", quantity)
        .put("unitPrice", unitPrice);
    return order;
  }

  JsonNode shortForm() {
    return JSON.createObjectNode()
        .put("id", id)
        .put("customerId", customerId)
        .put("product", productId)
        .put("quantity", quantity)
        .put("price", unitPrice);
  }
}
