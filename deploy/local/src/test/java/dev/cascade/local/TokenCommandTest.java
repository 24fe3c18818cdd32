package dev.cascade.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.local.run.Installation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TokenCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private String complaint = "";
  private Installation installation;

  @BeforeEach
  void install() {
    installation = Installation.of(directory, Map.of("CASCADE_HOME", "home"));
  }

  @Test
  void aTokenSaysWhoseItIsAndTheKeySetProvesIt() throws IOException, GeneralSecurityException {
    installation.secrets().tokens().make();

    int status = run("--role", "customer", "--subject", "c-alice", "--minutes", "5");

    assertThat(status).isZero();
    String token = out.toString(StandardCharsets.UTF_8).strip();
    JsonNode claims = decoded(token.split("\\.")[1]);
    assertThat(claims.path("sub").asText()).isEqualTo("c-alice");
    assertThat(claims.path("groups").toString()).isEqualTo("[\"customer\"]");
    assertThat(claims.path("exp").asLong() - Instant.now().getEpochSecond()).isBetween(290L, 300L);
    assertThat(isSignedByTheKeySet(token)).isTrue();
  }

  @Test
  void theKeyIsForItsOwnerOnlyAndIsNotInTheKeySet() throws IOException {
    installation.secrets().tokens().make();
    var tokens = installation.secrets().tokens();

    for (Path file : List.of(tokens.signingKey(), tokens.keySet())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    JsonNode key = JSON.readTree(Files.readString(tokens.keySet())).path("keys").path(0);
    assertThat(key.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("kty", "use", "alg", "kid", "n", "e");
  }

  @Test
  void aSecondStartKeepsTheKey() throws IOException {
    installation.secrets().tokens().make();
    String before = Files.readString(installation.secrets().tokens().signingKey());

    installation.secrets().tokens().make();

    assertThat(Files.readString(installation.secrets().tokens().signingKey())).isEqualTo(before);
  }

  @Test
  void anOpenHomeHasNoTokensAndSaysWhatToDo() {
    assertThat(run("--role", "operator")).isNotZero();
    assertThat(complaint).contains("is not secured").contains("./cascade up --secure");
  }

  @Test
  void whatIsAskedWronglyIsRefused() throws IOException {
    installation.secrets().tokens().make();

    assertThat(run("--role", "king")).isNotZero();
    assertThat(complaint).contains("--role must be");
    assertThat(run("--role", "customer")).isNotZero();
    assertThat(complaint).contains("--subject must name the customer");
    assertThat(run("--role", "operator", "--minutes", "0")).isNotZero();
    assertThat(complaint).contains("--minutes must be from 1 to 44640");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private int run(String... arguments) {
    PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new CommandLine(new TokenCommand(installation, printed))
        .setExecutionExceptionHandler((failure, line, parsed) -> {
          complaint = failure.getMessage();
          return 1;
        })
        .execute(arguments);
  }

  private boolean isSignedByTheKeySet(String token) throws IOException, GeneralSecurityException {
    JsonNode key =
        JSON.readTree(Files.readString(installation.secrets().tokens().keySet()))
            .path("keys")
            .path(0);
    RSAPublicKeySpec numbers =
        new RSAPublicKeySpec(number(key.path("n").asText()), number(key.path("e").asText()));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(KeyFactory.getInstance("RSA").generatePublic(numbers));
    signature.update(token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.UTF_8));
    return signature.verify(bytes(token.substring(token.lastIndexOf('.') + 1)));
  }

  private static JsonNode decoded(String part) throws IOException {
    return JSON.readTree(bytes(part));
  }

  private static BigInteger number(String text) {
    return new BigInteger(1, bytes(text));
  }

  private static byte[] bytes(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
