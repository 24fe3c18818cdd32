package dev.cascade.bench.orders;

/** A moment in an order's life, seen by the driver, noted in a record, or seen on a topic. */
public enum Mark {
  /** The POST was due. */
  DUE,
  /** The POST was answered. */
  POSTED,
  /** The request's record was sent. */
  REQUESTED,
  /** The request was visible on its topic. */
  REQUEST_SEEN,
  /** CREATED was decided. */
  CREATED,
  /** CREATED was visible. */
  CREATED_SEEN,
  /** The verdict of order-details. */
  DETAILS,
  /** The verdict of order-details was visible. */
  DETAILS_SEEN,
  /** The verdict of fraud. */
  FRAUD,
  /** The verdict of fraud was visible. */
  FRAUD_SEEN,
  /** The last line's verdict of inventory. */
  INVENTORY,
  /** The last line's verdict of inventory was visible. */
  INVENTORY_SEEN,
  /** VALIDATED was decided. */
  VALIDATED,
  /** VALIDATED was visible. */
  VALIDATED_SEEN,
  /** The GET was answered. */
  ANSWERED,
  /** The payment was visible in payments-incoming. */
  INCOMING_SEEN,
  /** The payment was visible in flight, to be debited. */
  DEBIT_SEEN,
  /** The payment was visible in flight, to be credited. */
  CREDIT_SEEN,
  /** The outcome of the payment was decided. */
  PAID,
  /** The outcome of the payment was visible. */
  PAID_SEEN,
  /** CONFIRMED was decided. */
  CONFIRMED,
  /** CONFIRMED was visible. */
  CONFIRMED_SEEN
}
