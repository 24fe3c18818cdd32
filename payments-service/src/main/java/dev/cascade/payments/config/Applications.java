package dev.cascade.payments.config;

/** The names of the service's Kafka Streams applications, stable for ever. */
public final class Applications {

  /** Order intake, accounts and confirmation. */
  public static final String ACCOUNTS = "payments-accounts";

  /** The gate, which can be paused. */
  public static final String GATE = "payments-gate";

  /** What is read over HTTP. */
  public static final String VIEWS = "payments-views";

  private Applications() {}
}
