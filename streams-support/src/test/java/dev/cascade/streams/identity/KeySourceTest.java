package dev.cascade.streams.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.cascade.testing.identity.TokenMint;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys over https, of an issuer with a real certificate. */
class KeySourceTest {

  private static final String PASSWORD = "changeit";

  @TempDir Path folder;
  private SSLContext tls;
  private HttpsServer issuer;
  private volatile int status = 200;
  private volatile String content = "";

  @BeforeEach
  void startAnIssuer() throws IOException, GeneralSecurityException, InterruptedException {
    tls = tls(certificate());
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
    assertThatThrownBy(() -> trusting().read()).hasMessageContaining("over 1000000 bytes");
  }

  private KeySource trusting() {
    return new KeySource(address(), HttpClient.newBuilder().sslContext(tls).build());
  }

  private String address() {
    return "https://localhost:" + issuer.getAddress().getPort() + "/keys";
  }

  private KeyStore certificate()
      throws IOException, GeneralSecurityException, InterruptedException {
    Path store = folder.resolve("issuer.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "issuer",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    assertThat(made.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream content = Files.newInputStream(store)) {
      keys.load(content, PASSWORD.toCharArray());
    }
    return keys;
  }

  private static SSLContext tls(KeyStore keys) throws GeneralSecurityException {
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, PASSWORD.toCharArray());
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    try {
      trusted.load(null, null);
    } catch (IOException e) {
      throw new IllegalStateException("An empty key store is always there", e);
    }
    trusted.setCertificateEntry("issuer", keys.getCertificate("issuer"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
