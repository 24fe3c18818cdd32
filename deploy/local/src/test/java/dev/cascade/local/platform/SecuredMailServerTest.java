package dev.cascade.local.platform;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.local.secrets.BrokerSecrets;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mail server that speaks TLS only and knows one user. */
class SecuredMailServerTest {

  private static final int SILENCE_MILLIS = 1_000;

  @TempDir static Path folder;

  private static BrokerSecrets secrets;
  private static MailServer mail;

  @BeforeAll
  static void start() {
    secrets = new BrokerSecrets(folder.resolve("secrets"));
    secrets.make(List.of());
    List<Integer> ports = Ports.free(2);
    mail =
        MailServer.builder()
            .smtpPort(ports.getFirst())
            .apiPort(ports.getLast())
            .dataDirectory(folder.resolve("mail"))
            .secured(secrets.mail())
            .build();
    mail.start();
    mail.awaitReady(PlatformStart.BOUND);
  }

  @AfterAll
  static void stop() {
    mail.close();
  }

  @Test
  void whoHasThePasswordIsLetInAndAWrongOneIsRefused() throws Exception {
    Map<String, String> sender = secrets.mail().sender(secrets.authority());
    String user = sender.get("QUARKUS_MAILER_USERNAME");
    String password = sender.get("QUARKUS_MAILER_PASSWORD");

    assertThat(login(user, password)).startsWith("235");
    assertThat(login(user, password + "x")).startsWith("535");
    assertThat(login("nobody", password)).startsWith("535");
  }

  @Test
  void whoDoesNotSpeakTlsGetsNoAnswer() throws IOException {
    try (Socket plain = new Socket(mail.host(), mail.smtpPort())) {
      plain.setSoTimeout(SILENCE_MILLIS);
      plain.getOutputStream().write("EHLO localhost\r\n".getBytes(US_ASCII));

      assertThat(said(plain)).doesNotContain("220").doesNotContain("250");
    }
  }

  @Test
  void whoKnowsAnotherAuthorityDoesNotBelieveIt() {
    assertThatThrownBy(
            () -> {
              try (Socket stranger =
                  SSLContext.getDefault()
                      .getSocketFactory()
                      .createSocket(mail.host(), mail.smtpPort())) {
                stranger.getInputStream().read();
              }
            })
        .isInstanceOf(SSLHandshakeException.class);
  }

  @Test
  void itsPasswordIsForItsOwnerOnlyAndNeitherInItsLogNorAmongItsArguments() throws IOException {
    String password = secrets.mail().sender(secrets.authority()).get("QUARKUS_MAILER_PASSWORD");

    assertThat(Files.getPosixFilePermissions(secrets.mail().serverOptions()))
        .extracting(Enum::name)
        .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
    assertThat(Files.readString(mail.log())).doesNotContain(password);

    assertThat(Files.readString(Path.of("/proc", Long.toString(mail.pid()), "cmdline")))
        .contains("@")
        .doesNotContain(password);
  }

  private static String login(String user, String password) throws Exception {
    try (Socket socket = trusting().createSocket(mail.host(), mail.smtpPort());
        BufferedReader in =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
      in.readLine();
      String plain = "\0" + user + "\0" + password;
      socket
          .getOutputStream()
          .write(
              ("AUTH PLAIN "
                      + Base64.getEncoder().encodeToString(plain.getBytes(US_ASCII))
                      + "\r\n")
                  .getBytes(US_ASCII));
      return in.readLine();
    }
  }

  private static SSLSocketFactory trusting() throws GeneralSecurityException, IOException {
    KeyStore known = KeyStore.getInstance("PKCS12");
    known.load(null, null);
    try (InputStream pem = Files.newInputStream(secrets.authority())) {
      known.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(known);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  private static String said(Socket socket) {
    try {
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    } catch (IOException e) {
      return "";
    }
  }
}
