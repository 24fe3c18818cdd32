package dev.cascade.orders.publishing;

import dev.cascade.orders.domain.RequestPosition;

/**
 * What became of a request for an order.
 *
 * @param position where it is in order-requests
 * @param standing how it stands among those before it
 */
public record Placed(RequestPosition position, Standing standing) {}
