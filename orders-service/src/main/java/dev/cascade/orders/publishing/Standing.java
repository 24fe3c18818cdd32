package dev.cascade.orders.publishing;

/** How a request for an order stands among those that are before it in order-requests. */
public enum Standing {
  /** Nobody asked for an order with this id before: the order is what this request says. */
  FIRST,
  /** The same order was asked for before. */
  REPEATED,
  /** Another order was asked for under this id before, and that one is it. */
  SECOND,
  /** What is before the request is not known here; the view tells, once it reflects the request. */
  UNKNOWN
}
