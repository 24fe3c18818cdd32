package dev.cascade.bench.peers;

/**
 * What a validator says about an order.
 *
 * @param order its id
 * @param rule which rule
 * @param passed whether the order may go on
 */
public record Verdict(String order, String rule, boolean passed) {

  /** The fields of the order. */
  public static final String DETAILS = "order-details";

  /** What the customer spends. */
  public static final String FRAUD = "fraud";

  /** The stock, which is reserved. */
  public static final String INVENTORY = "inventory";

  /** A customer who spends this much in one go, with no pause of an hour, is refused. */
  public static final long FRAUD_LIMIT_CENTS = 200_000;
}
