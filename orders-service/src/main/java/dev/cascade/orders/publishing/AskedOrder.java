package dev.cascade.orders.publishing;

/**
 * An order as somebody asked for it.
 *
 * @param id chosen by the client
 * @param contentHash of what is ordered
 */
record AskedOrder(String id, String contentHash) {}
