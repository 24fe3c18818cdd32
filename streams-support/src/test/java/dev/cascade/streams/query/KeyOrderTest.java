package dev.cascade.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeyOrderTest {

  @Test
  void textsAreInTheOrderOfTheirBytes() {
    assertThat(
            List.of("\uD83D\uDE00", "b", "\uFF41", "a", "ab", "\u00e9").stream()
                .sorted(KeyOrder.OF_TEXTS))
        .containsExactly("a", "ab", "b", "\u00e9", "\uFF41", "\uD83D\uDE00");
  }
}
