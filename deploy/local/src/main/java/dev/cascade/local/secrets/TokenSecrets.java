package dev.cascade.local.secrets;

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
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * The issuer of the tokens of a home, in place of an identity provider: a key that signs them, in a
 * file that only its owner can read, and its public half for those who look at tokens.
 *
 * @param folder where they are
 */
public record TokenSecrets(Path folder) {

  /** Who makes the tokens, as they say. */
  public static final String ISSUER = "cascade-home";

  /** The longest that a token may be good for: the console has one, until the next start. */
  public static final Duration LONGEST = Duration.ofDays(31);

  private static final String AUDIENCE = "cascade";
  private static final int BITS = 2_048;
  private static final String SEPARATOR = ".";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Whether there are any. */
  public boolean exist() {
    return Files.exists(signingKey()) && Files.exists(keySet());
  }

  /**
   * Makes them unless they are there. Tokens of an earlier key are good no more.
   *
   * @throws IOException when they cannot be written
   */
  public void make() throws IOException {
    if (exist()) {
      return;
    }
    PrivateFile.folder(folder);
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      KeyPair pair = generator.generateKeyPair();
      String kid = UUID.randomUUID().toString();
      PrivateFile.write(
          signingKey(),
          JSON.createObjectNode()
              .put("kid", kid)
              .put("pkcs8", Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()))
              .toString());
      PrivateFile.write(keySet(), keySet(kid, (RSAPublicKey) pair.getPublic()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has RSA", e);
    }
  }

  private static String keySet(String kid, RSAPublicKey key) {
    ObjectNode set = JSON.createObjectNode();
    set.putArray("keys")
        .addObject()
        .put("kty", "RSA")
        .put("use", "sig")
        .put("alg", "RS256")
        .put("kid", kid)
        .put("n", base64(key.getModulus()))
        .put("e", base64(key.getPublicExponent()));
    return set.toString();
  }

  /** What signs tokens. */
  public Path signingKey() {
    return folder.resolve("token-signing-key.json");
  }

  /** What tokens are looked at with, a JSON Web Key Set. */
  public Path keySet() {
    return folder.resolve("token-key-set.json");
  }

  /** The console's own token. */
  public Path consoleToken() {
    return folder.resolve("console.token");
  }

  /**
   * Makes the console's own token anew: it looks on, and changes nothing.
   *
   * @throws UncheckedIOException when it cannot be written
   */
  public void renewConsoleToken() {
    try {
      PrivateFile.write(consoleToken(), token("console", List.of("auditor"), LONGEST));
    } catch (IOException e) {
      throw new UncheckedIOException("The console's token cannot be written", e);
    }
  }

  /**
   * A token.
   *
   * @param subject whose it is
   * @param roles what he is
   * @param validity how long it is good for from now on
   * @throws UncheckedIOException when the key cannot be read
   */
  public String token(String subject, Collection<String> roles, Duration validity) {
    Instant now = Instant.now();
    ObjectNode claims =
        JSON.createObjectNode()
            .put("iss", ISSUER)
            .put("aud", AUDIENCE)
            .put("sub", subject)
            .put("iat", now.getEpochSecond())
            .put("exp", now.plus(validity).getEpochSecond());
    roles.forEach(claims.putArray("groups")::add);
    try {
      return signed(claims);
    } catch (IOException e) {
      throw new UncheckedIOException("The key that signs tokens cannot be read", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(signingKey() + " holds no key that can sign", e);
    }
  }

  private String signed(ObjectNode claims) throws IOException, GeneralSecurityException {
    var stored = JSON.readTree(Files.readString(signingKey()));
    ObjectNode header =
        JSON.createObjectNode()
            .put("alg", "RS256")
            .put("typ", "JWT")
            .put("kid", stored.path("kid").asText());
    String content =
        base64(header.toString().getBytes(UTF_8))
            + SEPARATOR
            + base64(claims.toString().getBytes(UTF_8));
    byte[] pkcs8 = Base64.getDecoder().decode(stored.path("pkcs8").asText());
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(
        KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    signature.update(content.getBytes(UTF_8));
    return content + SEPARATOR + base64(signature.sign());
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Without the byte that only says that the number is positive. */
  private static String base64(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return base64(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }
}
