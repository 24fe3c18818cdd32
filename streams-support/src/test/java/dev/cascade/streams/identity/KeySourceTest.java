package dev.cascade.streams.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.cascade.streams.serde.StallingServer;
import dev.cascade.testing.identity.TokenMint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys over https, of an issuer with a real certificate. */
class KeySourceTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofSeconds(1);

  @TempDir Path folder;
  private SSLContext tls;
  private HttpsServer issuer;
  private volatile int status = 200;
  private volatile String content = "";
  private volatile String document = "";

  @BeforeEach
  void startAnIssuer() throws IOException, GeneralSecurityException, InterruptedException {
    tls = IssuerCertificate.freshIn(folder);
    issuer = HttpsServer.create(new InetSocketAddress("localhost", 0), 0);
    issuer.setHttpsConfigurator(new HttpsConfigurator(tls));
    issuer.createContext(
        "/keys",
        exchange -> {
          byte[] body = content.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    issuer.createContext(
        "/realm/.well-known/openid-configuration",
        exchange -> {
          byte[] body = document.getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    issuer.start();
  }

  @AfterEach
  void stopIt() {
    issuer.stop(0);
  }

  @Test
  void anIssuersKeysAreFetched() throws BadKeySetException {
    content = TokenMint.keySet("one", TokenMint.freshKey());

    assertThat(trusting().read().keys()).hasSize(1);
  }

  @Test
  void anOpenIdProviderIsAskedWhereItsKeysAre() throws BadKeySetException {
    content = TokenMint.keySet("one", TokenMint.freshKey());
    document = "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(realm(), address());

    assertThat(asking(realm()).read().keys()).hasSize(1);
  }

  @Test
  void aProviderThatSpeaksForAnotherIsNotBelieved() {
    document = "{\"issuer\":\"https://another.test\",\"jwks_uri\":\"%s\"}".formatted(address());

    assertThatThrownBy(() -> asking(realm()).read())
        .isInstanceOf(BadKeySetException.class)
        .hasMessageContaining("another: https://another.test");
  }

  @Test
  void aProviderThatNamesNoAddressOfItsKeysIsOfNoUse() {
    for (String keys : List.of("null", "7", "\"http://localhost/keys\"")) {
      document = "{\"issuer\":\"%s\",\"jwks_uri\":%s}".formatted(realm(), keys);
      assertThatThrownBy(() -> asking(realm()).read())
          .isInstanceOf(BadKeySetException.class)
          .hasMessageContaining("jwks_uri is no https address");
    }
    document = "[]";
    assertThatThrownBy(() -> asking(realm()).read()).hasMessageContaining("no JSON object");
  }

  @Test
  void anIssuerThatIsNotWhoHeSaysIsNotBelieved() {
    content = TokenMint.keySet("one", TokenMint.freshKey());

    assertThatThrownBy(() -> KeySource.of(address()).read())
        .isInstanceOf(BadKeySetException.class)
        .hasMessageContaining("does not answer")
        .hasMessageContaining("certificat");
  }

  @Test
  void whatIsNoAnswerOrTooMuchIsRefused() {
    status = 500;
    assertThatThrownBy(() -> trusting().read()).hasMessageContaining("it answers 500");

    status = 200;
    content = " ".repeat(1_000_001);
    assertThatThrownBy(() -> trusting().read())
        .hasMessageContaining("body exceeds capacity: 1000000");
  }

  @Test
  @Timeout(60)
  void anIssuerThatStallsInTheMiddleOfItsAnswerIsNotWaitedForAndIsLetGo() throws IOException {
    content = TokenMint.keySet("one", TokenMint.freshKey());
    try (StallingServer stalling = IssuerCertificate.stalling(tls, content, _ -> true)) {
      String address = "https://localhost:" + stalling.port() + "/keys";

      assertThatThrownBy(() -> trusting(address, SHORT).read())
          .isInstanceOf(BadKeySetException.class)
          .hasMessageContaining("does not answer within PT1S");
      assertThat(stalling.stalled()).isEqualTo(1);
      await().untilAsserted(() -> assertThat(stalling.left()).isEqualTo(1));
    }
  }

  private KeySource trusting() {
    return trusting(address(), LONG);
  }

  private KeySource trusting(String address, Duration timeout) {
    return new KeySource(address, HttpClient.newBuilder().sslContext(tls).build(), timeout);
  }

  private KeySource asking(String name) {
    return new KeySource(
        new IssuerDocument(name), HttpClient.newBuilder().sslContext(tls).build(), LONG);
  }

  /** With a slash at its end, as some have it. */
  private String realm() {
    return "https://localhost:" + issuer.getAddress().getPort() + "/realm/";
  }

  private String address() {
    return "https://localhost:" + issuer.getAddress().getPort() + "/keys";
  }
}
