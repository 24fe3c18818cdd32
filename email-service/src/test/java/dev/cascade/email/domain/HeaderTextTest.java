package dev.cascade.email.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTextTest {

  @Test
  void lineBreaksOfEveryKindBecomeSpaces() {
    assertThat(HeaderText.clean("a\r\nBcc: eve@x\nb\u2028c\u2029d\u0085e\u000bf\u0000g", 100))
        .isEqualTo("a Bcc: eve@x b c d e f g");
  }

  @Test
  void hiddenAndTurningCharactersAreDropped() {
    assertThat(HeaderText.clean("safe\u202Egpj.exe\u2066\uFEFF\u200B", 100))
        .isEqualTo("safegpj.exe");
  }

  @Test
  void aLoneSurrogateIsDropped() {
    assertThat(HeaderText.clean("a\uD83Db", 100)).isEqualTo("ab");
  }

  @ParameterizedTest
  @CsvSource({
    "Zoë Łukasiewicz, Zoë Łukasiewicz",
    "山田 太郎, 山田 太郎",
    "👩‍👩‍👧 Smith, 👩‍👩‍👧 Smith",
    "'  two   spaces ', two spaces"
  })
  void anyOtherUnicodeStays(String raw, String clean) {
    assertThat(HeaderText.clean(raw, 100)).isEqualTo(clean);
  }

  @Test
  void longTextIsCutBetweenCodePoints() {
    assertThat(HeaderText.clean("🛒".repeat(10), 4)).isEqualTo("🛒🛒🛒…");
    assertThat(HeaderText.clean("🛒".repeat(4), 4)).isEqualTo("🛒🛒🛒🛒");
  }

  @Test
  void aDisplayNameLosesTheMarksThatEndIt() {
    assertThat(HeaderText.displayName("O'Neil, \"Pat\" <eve@example.org>(x)", 100))
        .isEqualTo("O'Neil Pat eve example.org x");
  }

  @Test
  void whateverComesInOneLineOfBoundedLengthComesOut() {
    Seeds.forEach(
        300,
        seed -> {
          StringBuilder raw = new StringBuilder();
          seed.listOf(40, () -> seed.intBetween(0, 0x2FFF)).forEach(raw::appendCodePoint);
          String clean = HeaderText.clean(raw + seed.text(), 30);
          assertThat(clean.codePointCount(0, clean.length())).isLessThanOrEqualTo(30);
          assertThat(clean.codePoints())
              .noneMatch(point -> Character.isISOControl(point) || point == 0x2028);
        });
  }
}
