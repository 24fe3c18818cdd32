package dev.cascade.inventory.domain;

import java.util.Arrays;

/** Why an order's line gets no reservation. */
public enum LineRefusal implements RefusalCode {
  /** Fewer pieces are available than the line wants. */
  OUT_OF_STOCK("out-of-stock", "Not enough pieces of the product are available"),
  /** The product is not offered. */
  UNKNOWN_PRODUCT("unknown-product", "There is no such product"),
  /** Nothing, or less, was wanted. */
  INVALID_QUANTITY("invalid-quantity", "At least one piece must be ordered"),
  /** Older than finished lines are remembered. */
  TOO_LATE("too-late", "The order was created too long ago to reserve stock for it");

  private final String code;
  private final String detail;

  LineRefusal(String code, String detail) {
    this.code = code;
    this.detail = detail;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public String detail() {
    return detail;
  }

  /**
   * The refusal with this code.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static LineRefusal ofCode(String code) {
    return Arrays.stream(values())
        .filter(refusal -> refusal.code.equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No refusal has the code " + code));
  }
}
