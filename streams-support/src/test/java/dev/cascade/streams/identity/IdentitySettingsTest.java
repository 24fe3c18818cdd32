package dev.cascade.streams.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.testing.SettingsOf;
import dev.cascade.testing.identity.TokenMint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentitySettingsTest {

  private static final String KEY_SET = "cascade.identity.key-set";

  @TempDir Path folder;

  @Test
  void nothingIsAskedForWhileItIsOff() {
    assertThat(violations(Map.of())).isEmpty();
    assertThat(violations(Map.of(KEY_SET, "/nowhere"))).isEmpty();
  }

  @Test
  void onWithAKeySetAndAnIssuerPasses() {
    assertThat(violations(on(Map.of()))).isEmpty();
  }

  @Test
  void onWithoutAnythingElseSaysAllThatIsMissing() {
    assertThat(violations(Map.of("cascade.identity.enabled", "true")))
        .hasSize(2)
        .anySatisfy(it -> assertThat(it).startsWith(KEY_SET).contains("path or the https address"))
        .anySatisfy(it -> assertThat(it).startsWith("cascade.identity.issuer"));
  }

  @Test
  void withoutAKeySetTheIssuerIsAskedIfItHasAnAddress() {
    Map<String, String> values =
        Map.of(
            "cascade.identity.enabled", "true", "cascade.identity.issuer", "https://localhost:1/");

    assertThat(violations(values))
        .singleElement()
        .asString()
        .startsWith(KEY_SET)
        .contains("does not answer");
  }

  @ParameterizedTest
  @CsvSource({
    "cascade.identity.issuer, ' '",
    "cascade.identity.audience, ' '",
    "cascade.identity.roles-claim, ' '",
    "cascade.identity.clock-skew, PT6M",
    "cascade.identity.clock-skew, PT-1S",
    "cascade.identity.longest-validity, PT1S",
    "cascade.identity.longest-validity, P400D",
    "cascade.identity.refresh-every, PT1S"
  })
  void aValueThatCannotBeIsNamed(String key, String value) {
    assertThat(violations(on(Map.of(key, value)))).singleElement().asString().startsWith(key);
  }

  @Test
  void aKeySetThatCannotBeUsedIsNamedWithWhatToDo() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.json"), "{\"keys\":[]}");
    Path open =
        Files.writeString(
            folder.resolve("key.json"), "{\"keys\":[{\"kty\":\"RSA\",\"d\":\"s3cret\"}]}");

    assertThat(keySet(folder.resolve("missing.json").toString()))
        .contains("a file that can be read");
    assertThat(keySet(folder.toString())).contains("a file that can be read");
    assertThat(keySet(empty.toString())).contains("must hold 1 to 100 keys");
    assertThat(keySet(open.toString())).contains("private or shared key").doesNotContain("s3cret");
    assertThat(keySet("http://issuer.test/keys")).contains("https://");
    assertThat(keySet("https://localhost:1/keys")).contains("does not answer");
  }

  private String keySet(String place) {
    List<String> violations = violations(on(Map.of(KEY_SET, place)));
    assertThat(violations).hasSize(1);
    assertThat(violations.getFirst()).startsWith(KEY_SET);
    return violations.getFirst();
  }

  private static Map<String, String> on(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(TokenMint.shared().configuration());
    all.putAll(more);
    return all;
  }

  private static List<String> violations(Map<String, String> values) {
    return IdentitySettingsCheck.rules(SettingsOf.of(IdentitySettings.class, values)).violations();
  }
}
