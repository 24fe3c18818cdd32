package dev.cascade.inventory.contract;

/** Content without which a record breaks the contract. */
final class Required {

  /** Keys of the stores hold two ids; a modified UTF-8 string ends at 65,535 bytes. */
  static final int MOST_CHARS = 1_000;

  private Required() {}

  static String text(String field, String value) {
    if (value.isEmpty() || value.length() > MOST_CHARS) {
      throw new IllegalArgumentException(
          field + " has " + value.length() + " characters, not 1 to " + MOST_CHARS);
    }
    return value;
  }
}
