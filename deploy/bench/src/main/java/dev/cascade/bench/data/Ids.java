package dev.cascade.bench.data;

/** What the bench's data is called. */
public final class Ids {

  private static final String CUSTOMER = "bench-c-";
  private static final String PRODUCT = "bench-p-";
  private static final int ONE_IN_SO_MANY_IS_PLATINUM = 50;

  private Ids() {}

  /** A customer, and the account that pays. */
  public static String customer(int number) {
    return CUSTOMER + number;
  }

  /** A product. */
  public static String product(int number) {
    return PRODUCT + number;
  }

  /** Whether this account or product is the bench's own. */
  public static boolean isOwn(String id) {
    return id.startsWith(CUSTOMER) || id.startsWith(PRODUCT);
  }

  /** Whether the customer gets a mail for an order. */
  public static boolean isPlatinum(String customer) {
    return customer.startsWith(CUSTOMER)
        && isPlatinum(Integer.parseInt(customer.substring(CUSTOMER.length())));
  }

  static boolean isPlatinum(int number) {
    return number % ONE_IN_SO_MANY_IS_PLATINUM == 0;
  }
}
