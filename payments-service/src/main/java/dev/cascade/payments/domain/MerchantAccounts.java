package dev.cascade.payments.domain;

import java.util.regex.Pattern;

/**
 * The house accounts of each currency: where money enters from, and who sells.
 *
 * @param defaultCurrency the currency whose house accounts carry no currency in their names
 */
public record MerchantAccounts(String defaultCurrency) {

  private static final String WORLD = "world";
  private static final String MERCHANT = "merchant";
  private static final Pattern NAME =
      Pattern.compile("(?:%s|%s)(?:-[A-Z]{3})?".formatted(WORLD, MERCHANT));

  /** Whether an account is one of them, of whatever currency. */
  public static boolean include(String account) {
    return NAME.matcher(account).matches();
  }

  /** The account that money enters from. */
  public String world(String currency) {
    return named(WORLD, currency);
  }

  /** The account that orders pay to. */
  public String merchant(String currency) {
    return named(MERCHANT, currency);
  }

  private String named(String name, String currency) {
    return currency.equals(defaultCurrency) ? name : name + "-" + currency;
  }
}
