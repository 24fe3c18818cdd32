package dev.cascade.local.secrets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A broker's key with a certificate for this machine, signed by an authority of its own. The
 * authority's key is made for that one signature and kept nowhere.
 */
final class BrokerCertificate {

  private static final String AUTHORITY = "authority";
  private static final String BROKER = "broker";
  private static final String DAYS = "3650";

  /** Its value is handed to keytool by the environment: arguments are for everybody to see. */
  private static final String PASSWORD = "CASCADE_STORE_PASSWORD";

  private final String password = Passwords.random();

  /**
   * Makes both.
   *
   * @param key where the broker's key and certificate go
   * @param authority where the certificate goes by which clients know the broker
   */
  void write(Path key, Path authority) throws IOException, InterruptedException {
    Path store = key.resolveSibling("broker.p12");
    Files.deleteIfExists(store);
    try {
      keytool(store, "-alias", AUTHORITY, "-dname", "CN=Cascade", "-ext", "bc:c");
      keytool(
          store,
          "-alias",
          BROKER,
          "-dname",
          "CN=localhost",
          "-ext",
          "SAN=IP:127.0.0.1,DNS:localhost",
          "-signer",
          AUTHORITY);
      export(store, key, authority);
    } finally {
      Files.deleteIfExists(store);
    }
  }

  private void export(Path store, Path key, Path authority) throws IOException {
    try (InputStream bytes = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(bytes, password.toCharArray());
      StringBuilder pem =
          new StringBuilder(
              pem("PRIVATE KEY", keys.getKey(BROKER, password.toCharArray()).getEncoded()));
      for (Certificate certificate : keys.getCertificateChain(BROKER)) {
        pem.append(pem("CERTIFICATE", certificate.getEncoded()));
      }
      PrivateFile.write(key, pem.toString());
      PrivateFile.write(authority, pem("CERTIFICATE", keys.getCertificate(AUTHORITY).getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IOException("The broker's key cannot be made", e);
    }
  }

  private static String pem(String kind, byte[] content) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(
            kind,
            Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content),
            kind);
  }

  private void keytool(Path store, String... what) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-keyalg",
                "EC",
                "-validity",
                DAYS,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass:env",
                PASSWORD));
    command.addAll(List.of(what));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put(PASSWORD, password);
    Process keytool = builder.start();
    keytool.getOutputStream().close();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool: " + said.strip());
    }
  }
}
