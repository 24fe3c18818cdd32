package dev.cascade.streams.desk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether somebody has dealt with a letter, and how. */
public enum LetterState {
  /** Nobody has. */
  OPEN,
  /** Its record is on its topic again. */
  REPLAYED,
  /** It is not needed. */
  DISCARDED;

  /** As it is written over HTTP. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<LetterState> parse(String text) {
    return Arrays.stream(values()).filter(state -> state.text().equals(text)).findFirst();
  }
}
