package dev.cascade.orders.domain;

/**
 * One line of an order. Whether quantity and price make sense is for the validators to say.
 *
 * @param number 1 for the first line
 * @param productId what is ordered
 * @param quantity how many pieces
 * @param unitPrice price of one piece
 */
public record OrderLine(int number, String productId, int quantity, Money unitPrice) {

  /**
   * Quantity times unit price.
   *
   * @throws ArithmeticException when it does not fit
   */
  public Money amount() {
    return unitPrice.times(quantity);
  }
}
