package dev.cascade.payments.domain;

/**
 * The house accounts of each currency: where money enters from, and who sells.
 *
 * @param defaultCurrency the currency whose house accounts carry no currency in their names
 */
public record MerchantAccounts(String defaultCurrency) {

  /** The account that money enters from. */
  public String world(String currency) {
    return named("world", currency);
  }

  /** The account that orders pay to. */
  public String merchant(String currency) {
    return named("merchant", currency);
  }

  private String named(String name, String currency) {
    return currency.equals(defaultCurrency) ? name : name + "-" + currency;
  }
}
