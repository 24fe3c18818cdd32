package dev.cascade.inventory.domain;

import java.util.Arrays;

/** Why an adjustment is refused. */
public enum AdjustmentRefusal implements RefusalCode {
  /** More pieces would go than there are. */
  BELOW_ZERO("below-zero", "More pieces would be taken away than are on hand"),
  /** Pieces would go that open orders were promised. */
  BELOW_RESERVED("below-reserved", "Fewer pieces would be on hand than are reserved for orders"),
  /** The sum would not fit. */
  TOO_MANY("too-many", "More pieces would be on hand than can be counted"),
  /** The id was used for another change. */
  ID_REUSED("id-reused", "An adjustment with this id and another delta was decided before"),
  /** Older than decisions are remembered. */
  TOO_LATE("too-late", "The adjustment was asked for too long ago to tell whether it is a repeat");

  private final String code;
  private final String detail;

  AdjustmentRefusal(String code, String detail) {
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
  public static AdjustmentRefusal ofCode(String code) {
    return Arrays.stream(values())
        .filter(refusal -> refusal.code.equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No refusal has the code " + code));
  }
}
