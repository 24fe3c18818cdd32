package dev.cascade.schemas.catalogue;

/** The names of the catalogue's topics, for code that must name one at compile time. */
public final class Topics {

  /** What clients ask of an order. */
  public static final String ORDER_REQUESTS = "order-requests";

  /** Every order as the lifecycle last decided. */
  public static final String ORDERS = "orders";

  /** Lines of orders as they are ordered, ended and shipped, by product. */
  public static final String ORDER_LINES = "order-lines";

  /** Orders of customers as they are placed and ended, by customer. */
  public static final String CUSTOMER_ORDERS = "customer-orders";

  /** Verdicts of the validators, one writer for each rule. */
  public static final String ORDER_VALIDATIONS = "order-validations";

  /** The rules that new orders must pass. */
  public static final String VALIDATION_RULES = "validation-rules";

  /** What can be ordered. */
  public static final String PRODUCTS = "products";

  /** Wishes to change what is on hand. */
  public static final String STOCK_ADJUSTMENTS = "stock-adjustments";

  /** On hand and reserved, after each decision. */
  public static final String STOCK_LEVELS = "stock-levels";

  /** Customers as the CRM tells. */
  public static final String CUSTOMERS = "customers";

  /** A customer went over the limit. */
  public static final String FRAUD_ALERTS = "fraud-alerts";

  /** Orders near the limit that a person decides on, and how. */
  public static final String FRAUD_REVIEWS = "fraud-reviews";

  /** What operators decide on orders under review. */
  public static final String FRAUD_REVIEW_DECISIONS = "fraud-review-decisions";

  /** What a customer's live orders of the last hour come to. */
  public static final String CUSTOMER_SPENDING = "customer-spending";

  /** Payments as submitted. */
  public static final String PAYMENTS_INCOMING = "payments-incoming";

  /** Payments on their way, keyed by the account that acts next. */
  public static final String PAYMENTS_INFLIGHT = "payments-inflight";

  /** Payments whose entries are made, or that ended without. */
  public static final String PAYMENTS_COMPLETE = "payments-complete";

  /** Payments that are confirmed. */
  public static final String PAYMENTS_CONFIRMED = "payments-confirmed";

  /** What became of an order's payment. */
  public static final String ORDER_PAYMENTS = "order-payments";

  /** What operators ask of an account. */
  public static final String ACCOUNT_COMMANDS = "account-commands";

  /** Every account after its latest entry. */
  public static final String ACCOUNT_BALANCES = "account-balances";

  /** The latest entry of each account that took it below the threshold of alerts. */
  public static final String ACCOUNT_ALERTS = "account-alerts";

  /** Who should get a mail. */
  public static final String PLATINUM_EMAILS = "platinum-emails";

  /** Operators' wishes to send a mail again. */
  public static final String EMAIL_RESENDS = "email-resends";

  /** What became of each mail. */
  public static final String EMAILS_SENT = "emails-sent";

  /** What operators ask of the payment gate. */
  public static final String CONTROL_COMMANDS = "control-commands";

  /** Which command each instance obeys. */
  public static final String CONTROL_STATUS = "control-status";

  /** Records that could not be processed, raw, with the reason in headers. */
  public static final String ORDERS_DEAD_LETTERS = "orders-dead-letters";

  /** Records that could not be processed, raw, with the reason in headers. */
  public static final String PAYMENTS_DEAD_LETTERS = "payments-dead-letters";

  /** Records that could not be processed, raw, with the reason in headers. */
  public static final String INVENTORY_DEAD_LETTERS = "inventory-dead-letters";

  /** Records that could not be processed, raw, with the reason in headers. */
  public static final String FRAUD_DEAD_LETTERS = "fraud-dead-letters";

  /** Records that could not be processed, raw, with the reason in headers. */
  public static final String ORDER_DETAILS_DEAD_LETTERS = "order-details-dead-letters";

  /** Records that could not be processed, raw, with the reason in headers. */
  public static final String EMAIL_DEAD_LETTERS = "email-dead-letters";

  /** What became of each dead letter, written together with the replayed record. */
  public static final String DEAD_LETTER_DECISIONS = "dead-letter-decisions";

  /** What operators did, written together with what they did. */
  public static final String AUDIT_EVENTS = "audit-events";

  /** Warnings and errors that the services log, repeats folded. */
  public static final String APPLICATION_ERRORS = "application-errors";

  /** Starts, ends and rebalances of the services and their applications. */
  public static final String APPLICATION_EVENTS = "application-events";

  private Topics() {}
}
