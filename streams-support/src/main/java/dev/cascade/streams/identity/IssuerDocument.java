package dev.cascade.streams.identity;

import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/**
 * What an OpenID provider says of itself (OpenID Connect Discovery 1.0, section 4).
 *
 * @param issuer who it must be of, letter by letter
 */
record IssuerDocument(String issuer) {

  /** Where it is. A slash that ends the issuer is left out (section 4.1). */
  String address() {
    return issuer.replaceAll("/+$", "") + "/.well-known/openid-configuration";
  }

  /**
   * The address of the provider's keys.
   *
   * @param text the document
   * @throws BadKeySetException when it is none, or is another's (section 4.3), or names no https
   *     address
   */
  String keySet(String text) throws BadKeySetException {
    Map<String, Object> fields = fields(text);
    if (!issuer.equals(fields.get("issuer"))) {
      throw new BadKeySetException(
          "must be given, or be told by cascade.identity.issuer itself; there says another: "
              + fields.get("issuer"));
    }
    if (fields.get("jwks_uri") instanceof String address && address.startsWith("https://")) {
      return address;
    }
    throw new BadKeySetException(
        "must be given: the provider's jwks_uri is no https address: " + fields.get("jwks_uri"));
  }

  private static Map<String, Object> fields(String text) throws BadKeySetException {
    try {
      return JsonUtil.parseJson(text);
    } catch (JoseException e) {
      throw new BadKeySetException(
          "must be given, since what the issuer says of itself is no JSON object", e);
    }
  }
}
