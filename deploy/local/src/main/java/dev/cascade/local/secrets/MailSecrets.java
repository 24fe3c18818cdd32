package dev.cascade.local.secrets;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a mail server that speaks TLS only, and knows one user, is started with, and what a service
 * must be told to send by it. Its certificate is the broker's: both are this machine.
 *
 * @param folder where the files are
 */
public record MailSecrets(Path folder) {

  private static final String USER = "cascade";
  private static final Pattern PASSWORD =
      Pattern.compile("greenmail\\.users=" + USER + ":([\\w-]+)@");
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----(.+?)-----END PRIVATE KEY-----", Pattern.DOTALL);

  /** Whether there are any. */
  public boolean exist() {
    return Files.exists(serverOptions());
  }

  /** Options of the server's JVM, in the form in which {@code java @file} reads them. */
  public Path serverOptions() {
    return folder.resolve("mail.options");
  }

  /**
   * Makes those that are missing.
   *
   * @param key the broker's key and certificates in PEM
   */
  void make(Path key) throws IOException {
    if (exist()) {
      return;
    }
    String storePassword = Passwords.random();
    Path store = folder.resolve("mail.p12");
    PrivateFile.write(store, keyStore(Files.readString(key), storePassword));
    PrivateFile.write(
        serverOptions(),
        """
        "-Dgreenmail.tls.keystore.file=%s"
        -Dgreenmail.tls.keystore.password=%s
        -Dgreenmail.users=%s:%s@localhost
        """
            .formatted(
                store.toString().replace("\\", "\\\\"), storePassword, USER, Passwords.random()));
  }

  private static byte[] keyStore(String pem, String password) throws IOException {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("mail", key(pem), password.toCharArray(), certificates(pem));
      store.store(bytes, password.toCharArray());
      return bytes.toByteArray();
    } catch (GeneralSecurityException e) {
      throw new IOException("The mail server's key cannot be made", e);
    }
  }

  private static PrivateKey key(String pem) throws GeneralSecurityException {
    Matcher key = KEY.matcher(pem);
    if (!key.find()) {
      throw new GeneralSecurityException("No private key in the broker's file");
    }
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(key.group(1))));
  }

  private static Certificate[] certificates(String pem) throws GeneralSecurityException {
    String behindKey = pem.substring(pem.indexOf("-----BEGIN CERTIFICATE-----"));
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(
            new ByteArrayInputStream(behindKey.getBytes(StandardCharsets.US_ASCII)))
        .toArray(Certificate[]::new);
  }

  /**
   * Variables for a service that sends mails.
   *
   * @param authority the certificate by which the server is known
   * @throws UncheckedIOException when the files cannot be read
   */
  public Map<String, String> sender(Path authority) {
    return Map.of(
        "QUARKUS_MAILER_TLS",
        "true",
        "QUARKUS_MAILER_TLS_CONFIGURATION_NAME",
        "mail",
        "QUARKUS_TLS_MAIL_TRUST_STORE_PEM_CERTS",
        authority.toString(),
        "QUARKUS_MAILER_LOGIN",
        "REQUIRED",
        "QUARKUS_MAILER_USERNAME",
        USER,
        "QUARKUS_MAILER_PASSWORD",
        password());
  }

  private String password() {
    try {
      Matcher password = PASSWORD.matcher(Files.readString(serverOptions()));
      if (!password.find()) {
        throw new IllegalStateException(serverOptions() + " has no password");
      }
      return password.group(1);
    } catch (IOException e) {
      throw new UncheckedIOException("The mail server's user cannot be read", e);
    }
  }
}
