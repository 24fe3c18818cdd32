package dev.cascade.local.reconcile;

/**
 * A break, as reconciliation calls it: two accounts of one thing that do not agree.
 *
 * @param kind in which way
 * @param subject the payment, order, account or reference
 * @param reason what says what, in words
 */
record Break(Kind kind, String subject, String reason) {

  /** In which way two accounts of one thing may disagree. */
  enum Kind {
    /** A balance does not follow from the one before it and the entry. */
    BALANCE_DOES_NOT_FOLLOW,
    /** An entry names a payment that nobody knows. */
    ENTRY_WITHOUT_PAYMENT,
    /** An account was debited long ago, and the payment has not ended. */
    PAYMENT_UNFINISHED,
    /** A payment ended in a way that does not go with its entries. */
    ENTRIES_DIFFER,
    /** A payment is of an order that nobody knows. */
    PAYMENT_WITHOUT_ORDER,
    /** An order says that it is paid, and no payment says so. */
    ORDER_NOT_PAID,
    /** What was paid is not the order's total. */
    ORDER_AMOUNT_DIFFERS,
    /** An order ended without its goods, and what was paid has not gone back. */
    ORDER_NOT_REFUNDED,
    /** Paid, or refunded, and the order does not know. */
    ORDER_BEHIND,
    /** In the statement, not in the ledger. */
    NOT_IN_LEDGER,
    /** In the ledger, not in the statement. */
    NOT_IN_STATEMENT,
    /** The same reference once more than in the ledger. */
    REPEATED_IN_STATEMENT,
    /** Another amount, currency or direction under one reference. */
    AMOUNT_DIFFERS,
    /** Booked on days that are too far apart. */
    DATE_DIFFERS,
    /** The statement's closing balance is not the ledger's. */
    BALANCE_DIFFERS,
    /** The statement's lines do not lead from its opening to its closing balance. */
    STATEMENT_DOES_NOT_ADD_UP
  }
}
