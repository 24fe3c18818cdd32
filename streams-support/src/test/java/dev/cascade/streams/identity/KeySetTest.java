package dev.cascade.streams.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.testing.identity.TokenMint;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeySetTest {

  @Test
  void publicKeysAreRead() throws BadKeySetException {
    String text = TokenMint.keySet("one", TokenMint.freshKey());

    assertThat(KeySet.parse(text).keys())
        .singleElement()
        .satisfies(key -> assertThat(key.getKeyId()).isEqualTo("one"));
  }

  @Test
  void aPrivateKeyIsRefusedAndNotShown() throws JoseException {
    RsaJsonWebKey pair = RsaJwkGenerator.generateJwk(2_048);
    String text = "{\"keys\":[" + pair.toJson(OutputControlLevel.INCLUDE_PRIVATE) + "]}";
    String secret = pair.toParams(OutputControlLevel.INCLUDE_PRIVATE).get("d").toString();

    assertThatThrownBy(() -> KeySet.parse(text))
        .isInstanceOf(BadKeySetException.class)
        .hasMessageContaining("private or shared key")
        .hasMessageNotContaining(secret);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | must be a JSON Web Key Set",
        "nonsense | must be a JSON Web Key Set",
        "[] | must be a JSON Web Key Set",
        "{} | must be a JSON Web Key Set",
        "{\"keys\":3} | must be a JSON Web Key Set",
        "{\"keys\":[]} | must hold 1 to 100 keys",
        "{\"keys\":[3]} | must hold keys",
        "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"x\"}]} | is broken: kid x",
        "{\"keys\":[{\"kty\":\"QUANTUM\",\"kid\":\"x\"}]} | is broken: kid x",
        "{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}]} | private or shared key",
      })
  void whatIsNoKeySetIsRefusedWithWhatItMustBe(String text, String complaint) {
    assertThatThrownBy(() -> KeySet.parse(text))
        .isInstanceOf(BadKeySetException.class)
        .hasMessageContaining(complaint);
  }
}
