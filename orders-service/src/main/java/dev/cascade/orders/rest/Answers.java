package dev.cascade.orders.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** What a write is answered with: the order, where it is, and the position of what was written. */
final class Answers {

  private Answers() {}

  /** Something was written just now. */
  static Response written(Response.Status status, OrderView order, @Nullable PositionToken token) {
    // Relative, so that it is right behind a proxy too.
    return withToken(
        Response.status(status).header(HttpHeaders.LOCATION, "/v1/orders/" + order.id()),
        order,
        token);
  }

  /** It was written before. */
  static Response known(OrderView order, @Nullable PositionToken token) {
    return withToken(Response.ok(), order, token);
  }

  private static Response withToken(
      Response.ResponseBuilder response, OrderView order, @Nullable PositionToken token) {
    return (token == null ? response : response.header(PositionToken.HEADER, token))
        .entity(order)
        .build();
  }
}
