package dev.cascade.email.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.email.domain.AddressCheck.Deliverable;
import dev.cascade.email.domain.AddressCheck.Undeliverable;
import dev.cascade.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressCheckTest {

  @ParameterizedTest
  @CsvSource({
    "ada@example.org, ada@example.org",
    "'  ada@example.org ', ada@example.org",
    "first.last+tag@sub.example.co.uk, first.last+tag@sub.example.co.uk",
    "o'brien@example.org, o'brien@example.org",
    "a@localhost, a@localhost",
    "ada@bücher.example, ada@xn--bcher-kva.example",
    "ada@例え.テスト, ada@xn--r8jz45g.xn--zckzah",
  })
  void anAddressThatSmtpCanCarryIsDeliverable(String typed, String address) {
    assertThat(AddressCheck.of(typed)).isEqualTo(new Deliverable(address));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "   "})
  void aMissingAddressIsRefused(String typed) {
    assertThat(AddressCheck.of(typed)).isEqualTo(new Undeliverable("address missing"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada",
        "@example.org",
        "ada@",
        "ada lovelace@example.org",
        "ada@exa mple.org",
        "ada@@example.org",
        ".ada@example.org",
        "ada.@example.org",
        "a..da@example.org",
        "ada@-example.org",
        "ada@example..org",
        "ada@example.org.",
        "ada@exam_ple.org",
        "ada@example.org, eve@example.org",
        "Ada <ada@example.org>",
        "<ada@example.org>",
        "\"ada\"@example.org",
        "ada@[127.0.0.1]",
        "адa@example.org",
        "ada(comment)@example.org",
      })
  void aMalformedAddressIsRefused(String typed) {
    assertThat(AddressCheck.of(typed)).isInstanceOf(Undeliverable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.org\r\nBcc: eve@example.org",
        "ada@example.org\nRCPT TO:<eve@example.org>",
        "ada\u0000@example.org",
        "ada@example.org\r",
        "ada\u0085@example.org",
      })
  void anAddressWithAControlCharacterIsRefused(String typed) {
    assertThat(AddressCheck.of(typed))
        .isEqualTo(new Undeliverable("address holds a control character"));
  }

  @Test
  void theLongestPartsAreAcceptedAndOneMoreIsNot() {
    String local = "a".repeat(64);
    String domain = ("b".repeat(61) + ".").repeat(3) + "c";

    assertThat(AddressCheck.of(local + "@" + domain)).isInstanceOf(Deliverable.class);
    assertThat(AddressCheck.of("a" + local + "@" + domain)).isInstanceOf(Undeliverable.class);
    assertThat(AddressCheck.of(local + "@ddd." + domain)).isInstanceOf(Undeliverable.class);
    assertThat(AddressCheck.of("a@" + "b".repeat(64) + ".org")).isInstanceOf(Undeliverable.class);
  }

  @Test
  void whateverIsTypedADeliverableAddressIsPrintableAsciiWithOneAt() {
    Seeds.forEach(
        300,
        seed -> {
          String typed = seed.text() + (seed.chance(0.7) ? "@" : "") + seed.text();
          if (AddressCheck.of(typed) instanceof Deliverable(String address)) {
            assertThat(address).matches("[!-~]+").containsOnlyOnce("@").doesNotContain("<", ">");
          }
        });
  }
}
