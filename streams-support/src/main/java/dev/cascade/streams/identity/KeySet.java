package dev.cascade.streams.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * Public keys that sign tokens.
 *
 * @param keys at least one
 */
record KeySet(List<JsonWebKey> keys) {

  private static final int MOST_KEYS = 100;

  /**
   * Reads a JSON Web Key Set.
   *
   * @throws BadKeySetException when it is none, is empty, or holds what must stay with the issuer;
   *     the message shows nothing of the keys
   */
  static KeySet parse(String text) throws BadKeySetException {
    List<?> entries = entries(text);
    if (entries.isEmpty() || entries.size() > MOST_KEYS) {
      throw new BadKeySetException(
          "must hold 1 to " + MOST_KEYS + " keys, not " + entries.size() + "; ask the issuer");
    }
    List<JsonWebKey> keys = new ArrayList<>();
    for (Object entry : entries) {
      keys.add(key(entry));
    }
    return new KeySet(List.copyOf(keys));
  }

  private static List<?> entries(String text) throws BadKeySetException {
    try {
      if (JsonUtil.parseJson(text).get("keys") instanceof List<?> entries) {
        return entries;
      }
    } catch (JoseException e) {
      // Said below, without the text: it may be a private key.
    }
    throw new BadKeySetException(
        "must be a JSON Web Key Set, {\"keys\":[...]}; issuers publish it as jwks_uri");
  }

  private static JsonWebKey key(Object entry) throws BadKeySetException {
    if (!(entry instanceof Map<?, ?> fields)) {
      throw new BadKeySetException("must hold keys, each a JSON object");
    }
    if (fields.containsKey("d") || fields.containsKey("k")) {
      throw new BadKeySetException(
          "holds a private or shared key, with which tokens could be forged; give the public keys"
              + " only, and make a new key, since this one was where it should not be");
    }
    try {
      @SuppressWarnings("unchecked")
      JsonWebKey key = JsonWebKey.Factory.newJwk((Map<String, Object>) fields);
      if (key instanceof PublicJsonWebKey) {
        return key;
      }
    } catch (JoseException | RuntimeException e) {
      // Said below.
    }
    throw new BadKeySetException(
        "holds a key that is none of RSA, EC and OKP (Ed25519), or is broken: kid "
            + fields.get("kid"));
  }
}
