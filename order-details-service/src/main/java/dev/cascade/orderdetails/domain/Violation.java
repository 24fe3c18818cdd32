package dev.cascade.orderdetails.domain;

/**
 * One broken rule.
 *
 * @param code which rule, for programs
 * @param detail a sentence for a person
 */
public record Violation(Code code, String detail) {

  /** The rules that an order can break; their codes never change. */
  public enum Code {
    /** The order has no line. */
    NO_LINES("no-lines"),
    /** A quantity is below one or over the limit. */
    QUANTITY_OUT_OF_RANGE("quantity-out-of-range"),
    /** A price is below zero. */
    NEGATIVE_PRICE("negative-price"),
    /** A price is not the catalogue's. */
    PRICE_NOT_LISTED("price-not-listed"),
    /** The order's currency is not in ISO 4217. */
    UNKNOWN_CURRENCY("unknown-currency"),
    /** An amount is in another currency than the order. */
    MIXED_CURRENCIES("mixed-currencies"),
    /** The lines come to more than can be counted. */
    TOTAL_OVERFLOW("total-overflow"),
    /** The total is not what the lines come to. */
    WRONG_TOTAL("wrong-total");

    private final String text;

    Code(String text) {
      this.text = text;
    }

    /** The stable kebab-case code. */
    public String text() {
      return text;
    }
  }
}
