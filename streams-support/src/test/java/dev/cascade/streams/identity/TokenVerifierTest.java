package dev.cascade.streams.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.streams.identity.TokenVerifier.Finding;
import dev.cascade.testing.SettingsOf;
import dev.cascade.testing.identity.Flaw;
import dev.cascade.testing.identity.TokenMint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenVerifierTest {

  private static final TokenMint MINT = TokenMint.shared();

  @TempDir Path folder;
  private final AtomicLong now = new AtomicLong();

  @Test
  void aGoodTokenTellsWhoAndWhat() throws BadKeySetException {
    Finding finding = verifier(Map.of()).find(MINT.token("ann", "keeper", "guest"));

    assertThat(finding)
        .isInstanceOfSatisfying(
            Finding.Good.class,
            good -> {
              assertThat(good.caller().subject()).isEqualTo("ann");
              assertThat(good.caller().roles()).containsExactlyInAnyOrder("keeper", "guest");
              assertThat(good.caller().seesAll()).isFalse();
            });
  }

  @ParameterizedTest
  @EnumSource
  void aFlawedTokenIsNotAccepted(Flaw flaw) throws BadKeySetException {
    assertThat(verifier(Map.of()).find(MINT.token(flaw))).isNotInstanceOf(Finding.Good.class);
  }

  @Test
  void ofEachFlawItIsToldWhichItIs() throws BadKeySetException {
    TokenVerifier verifier = verifier(Map.of());

    assertThat(why(verifier, Flaw.EXPIRED)).isEqualTo("It has expired.");
    assertThat(why(verifier, Flaw.NOT_YET_VALID)).contains("compare the clocks");
    assertThat(why(verifier, Flaw.NEARLY_ETERNAL)).contains("longer than PT24H");
    assertThat(why(verifier, Flaw.OTHER_ISSUER)).contains("another issuer");
    assertThat(why(verifier, Flaw.OTHER_AUDIENCE)).contains("audience must be cascade");
    assertThat(why(verifier, Flaw.WITHOUT_AUDIENCE)).contains("audience must be cascade");
    assertThat(why(verifier, Flaw.CHANGED)).contains("not signed by a key that is trusted");
    assertThat(why(verifier, Flaw.UNSIGNED)).contains("signed by a key pair");
    assertThat(why(verifier, Flaw.SIGNED_BY_THE_PUBLIC_KEY)).contains("signed by a key pair");
  }

  @Test
  void rolesMayLieDeeperInTheToken() throws BadKeySetException {
    Finding finding =
        verifier(Map.of("cascade.identity.roles-claim", "realm_access/roles"))
            .find(MINT.token("ann", "keeper"));

    assertThat(((Finding.Good) finding).caller().roles()).isEmpty();
  }

  @Test
  void aNewKeyOfTheIssuerIsBelievedOnceTheSetWasReadAgainAndOneThatWasTakenOutNoLonger()
      throws BadKeySetException, IOException {
    KeyPair old = TokenMint.freshKey();
    KeyPair fresh = TokenMint.freshKey();
    Path file = Files.writeString(folder.resolve("keys.json"), TokenMint.keySet("old", old));
    TrustedKeys keys = new TrustedKeys(KeySource.of(file.toString()), now::get);
    TokenVerifier verifier = new TokenVerifier(keys, settings(Map.of()));
    Files.writeString(file, TokenMint.keySet("fresh", fresh));
    String ofFresh = TokenMint.token("fresh", fresh, "ann", "keeper");

    assertThat(verifier.find(ofFresh)).isInstanceOf(Finding.OfUnknownKey.class);
    keys.refresh();
    assertThat(verifier.find(ofFresh))
        .as("read again too soon")
        .isInstanceOf(Finding.OfUnknownKey.class);
    now.addAndGet(TrustedKeys.PAUSE.toNanos());
    keys.refresh();

    assertThat(verifier.find(ofFresh)).isInstanceOf(Finding.Good.class);
    assertThat(verifier.find(TokenMint.token("old", old, "ann", "keeper")))
        .isInstanceOf(Finding.OfUnknownKey.class);
  }

  @Test
  void aSetThatCannotBeReadAnyMoreLeavesTheLastOne() throws BadKeySetException, IOException {
    KeyPair key = TokenMint.freshKey();
    Path file = Files.writeString(folder.resolve("keys.json"), TokenMint.keySet("one", key));
    TrustedKeys keys = new TrustedKeys(KeySource.of(file.toString()), now::get);
    Files.delete(file);
    now.addAndGet(Duration.ofHours(1).toNanos());
    assertThat(keys.areOlderThan(Duration.ofMinutes(5))).isTrue();

    keys.refresh();

    assertThat(new TokenVerifier(keys, settings(Map.of())).find(TokenMint.token("one", key, "ann")))
        .isInstanceOf(Finding.Good.class);
    assertThat(keys.areOlderThan(Duration.ofMinutes(5))).as("asked again at once").isFalse();
  }

  private static String why(TokenVerifier verifier, Flaw flaw) {
    return ((Finding.Bad) verifier.find(MINT.token(flaw))).why();
  }

  private TokenVerifier verifier(Map<String, String> more) throws BadKeySetException {
    IdentitySettings settings = settings(more);
    KeySource source = KeySource.of(settings.keySet().orElseThrow());
    return new TokenVerifier(new TrustedKeys(source, now::get), settings);
  }

  private static IdentitySettings settings(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(MINT.configuration());
    all.putAll(more);
    return SettingsOf.of(IdentitySettings.class, all);
  }
}
