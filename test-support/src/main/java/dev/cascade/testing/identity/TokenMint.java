package dev.cascade.testing.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An issuer of tokens, good ones and such with one flaw, made without the library that services
 * look at them with. All class loaders of a JVM share one key, as they share the platform.
 */
public final class TokenMint {

  /** Who makes the tokens. */
  public static final String ISSUER = "https://issuer.test";

  /** For whom they are made. */
  public static final String AUDIENCE = "cascade";

  private static final String KID = "test-1";
  private static final String PRIVATE = "cascade.test.token-key";
  private static final String PUBLIC = "cascade.test.token-key-public";
  private static final String FILE = "cascade.test.token-key-set";
  private static final String LOCK = "dev.cascade.testing.identity.TokenMint".intern();
  private static final Duration VALIDITY = Duration.ofMinutes(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KeyPair key;
  private final Path keySet;

  private TokenMint(KeyPair key, Path keySet) {
    this.key = key;
    this.keySet = keySet;
  }

  /** The one of this JVM. */
  public static TokenMint shared() {
    synchronized (LOCK) {
      try {
        if (System.getProperty(PRIVATE) == null) {
          KeyPair fresh = freshKey();
          Path file = Files.createTempFile("token-keys", ".json");
          file.toFile().deleteOnExit();
          Files.writeString(file, keySet(KID, fresh));
          System.setProperty(PRIVATE, base64(fresh.getPrivate().getEncoded()));
          System.setProperty(PUBLIC, base64(fresh.getPublic().getEncoded()));
          System.setProperty(FILE, file.toString());
        }
        return new TokenMint(known(), Path.of(System.getProperty(FILE, "")));
      } catch (IOException e) {
        throw new UncheckedIOException("The key set of the tests cannot be written", e);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("Every Java platform has RSA", e);
      }
    }
  }

  private static KeyPair known() throws GeneralSecurityException {
    KeyFactory rsa = KeyFactory.getInstance("RSA");
    return new KeyPair(
        rsa.generatePublic(new X509EncodedKeySpec(bytes(System.getProperty(PUBLIC, "")))),
        rsa.generatePrivate(new PKCS8EncodedKeySpec(bytes(System.getProperty(PRIVATE, "")))));
  }

  /** What a service needs to be told to ask for these tokens. */
  public Map<String, String> configuration() {
    return Map.of(
        "cascade.identity.enabled",
        "true",
        "cascade.identity.key-set",
        keySet.toString(),
        "cascade.identity.issuer",
        ISSUER);
  }

  /** A key set with the public half of a key. */
  public static String keySet(String kid, KeyPair key) {
    RSAPublicKey open = (RSAPublicKey) key.getPublic();
    return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}]}"
        .formatted(kid, base64(open.getModulus()), base64(open.getPublicExponent()));
  }

  /** A key pair that nobody trusts yet. */
  public static KeyPair freshKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2_048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has RSA", e);
    }
  }

  /** A good token. */
  public String token(String subject, String... roles) {
    return signed(header("RS256"), claims(subject, roles), key.getPrivate());
  }

  /** A good token of another key. */
  public static String token(String kid, KeyPair key, String subject, String... roles) {
    return signed(header("RS256").put("kid", kid), claims(subject, roles), key.getPrivate());
  }

  /** A token of somebody with all roles, with one thing wrong. */
  public String token(Flaw flaw) {
    ObjectNode claims = claims("c-mallory", "customer", "merchant", "operator", "auditor");
    long now = Instant.now().getEpochSecond();
    return switch (flaw) {
      case EXPIRED -> sign(claims.put("iat", now - 7_200).put("exp", now - 3_600));
      case NOT_YET_VALID -> sign(claims.put("nbf", now + 300));
      case WITHOUT_EXPIRY -> sign(without(claims, "exp"));
      case NEARLY_ETERNAL -> sign(claims.put("exp", now + 3_155_760_000L));
      case OTHER_ISSUER -> sign(claims.put("iss", ISSUER + ".evil"));
      case OTHER_AUDIENCE -> sign(claims.put("aud", "elsewhere"));
      case WITHOUT_AUDIENCE -> sign(without(claims, "aud"));
      case WITHOUT_SUBJECT -> sign(without(claims, "sub"));
      case UNSIGNED -> content(header("none"), claims) + ".";
      case SIGNED_BY_THE_PUBLIC_KEY -> signedByThePublicKey(claims);
      case SIGNED_BY_ANOTHER_KEY -> signed(header("RS256"), claims, freshKey().getPrivate());
      case OF_AN_UNKNOWN_KEY ->
          signed(header("RS256").put("kid", "unknown"), claims, freshKey().getPrivate());
      case CHANGED -> changed();
      case NO_TOKEN_AT_ALL -> "let-me-in";
    };
  }

  private String sign(ObjectNode claims) {
    return signed(header("RS256"), claims, key.getPrivate());
  }

  private static ObjectNode without(ObjectNode claims, String name) {
    claims.remove(name);
    return claims;
  }

  private String changed() {
    List<String> own = List.of(token("c-mallory", "customer").split("\\."));
    String others = content(header("RS256"), claims("c-mallory", "operator"));
    return others + "." + own.get(2);
  }

  private String signedByThePublicKey(ObjectNode claims) {
    String content = content(header("HS256"), claims);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getPublic().getEncoded(), "HmacSHA256"));
      return content + "." + base64(mac.doFinal(content.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC", e);
    }
  }

  private static ObjectNode header(String algorithm) {
    return JSON.createObjectNode().put("alg", algorithm).put("kid", KID).put("typ", "JWT");
  }

  private static ObjectNode claims(String subject, String... roles) {
    Instant now = Instant.now();
    ObjectNode claims =
        JSON.createObjectNode()
            .put("iss", ISSUER)
            .put("aud", AUDIENCE)
            .put("sub", subject)
            .put("iat", now.getEpochSecond())
            .put("exp", now.plus(VALIDITY).getEpochSecond());
    Arrays.stream(roles).forEach(claims.putArray("groups")::add);
    return claims;
  }

  private static String content(ObjectNode header, ObjectNode claims) {
    return base64(header.toString().getBytes(UTF_8))
        + "."
        + base64(claims.toString().getBytes(UTF_8));
  }

  private static String signed(ObjectNode header, ObjectNode claims, PrivateKey key) {
    String content = content(header, claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(content.getBytes(UTF_8));
      return content + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has RSA", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String base64(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return base64(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  private static byte[] bytes(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
