package dev.cascade.streams.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Comparator;

/** The order in which stores have their keys, which pages over several of them must have too. */
public final class KeyOrder {

  /**
   * Texts as a store sorts them, by the bytes of UTF-8; {@link String#compareTo} differs from it
   * for characters beyond the first 65,536.
   */
  public static final Comparator<String> OF_TEXTS =
      Comparator.comparing(text -> text.getBytes(UTF_8), Arrays::compareUnsigned);

  private KeyOrder() {}
}
