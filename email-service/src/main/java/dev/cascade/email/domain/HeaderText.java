package dev.cascade.email.domain;

/**
 * Makes any text fit for a mail header: whoever chose a name or an order id cannot start a new
 * header with it, nor turn the reading direction of what follows.
 */
public final class HeaderText {

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private HeaderText() {}

  /** One line of visible text, at most that many code points long; may be empty. */
  public static String clean(String raw, int maxCodePoints) {
    StringBuilder clean = new StringBuilder(Math.min(raw.length(), 2 * maxCodePoints));
    raw.codePoints()
        .map(point -> isSeparator(point) ? ' ' : point)
        .filter(point -> !isHidden(point))
        .forEach(clean::appendCodePoint);
    return shorten(clean.toString().strip().replaceAll(" {2,}", " "), maxCodePoints);
  }

  /** A name that can stand beside an address: as {@link #clean}, without the marks of RFC 5322. */
  public static String displayName(String raw, int maxCodePoints) {
    return clean(raw.replaceAll("[\"<>()\\[\\]\\\\,;:@]", " "), maxCodePoints);
  }

  private static boolean isSeparator(int point) {
    return Character.isWhitespace(point)
        || Character.isISOControl(point)
        || Character.isSpaceChar(point);
  }

  /** Format characters, but those that join letters and emoji; lone surrogates. */
  private static boolean isHidden(int point) {
    int type = Character.getType(point);
    boolean joins = point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER;
    return (type == Character.FORMAT && !joins) || type == Character.SURROGATE;
  }

  private static String shorten(String text, int maxCodePoints) {
    if (text.codePointCount(0, text.length()) <= maxCodePoints) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, maxCodePoints - 1)).strip() + "…";
  }
}
