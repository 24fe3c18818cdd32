package dev.cascade.email.component;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A new key for {@code localhost} and its certificate, signed by itself.
 *
 * @param store PKCS #12 with key and certificate, for the server
 * @param certificate PEM, for those who should trust it
 */
record TestCertificate(Path store, Path certificate) {

  static final String PASSWORD = "keystore-password";

  static TestCertificate create() {
    try {
      Path folder = Files.createTempDirectory("mail-tls");
      Path store = folder.resolve("server.p12");
      Path certificate = folder.resolve("server.pem");
      keytool(
          store,
          "-genkeypair -keyalg EC -validity 2 -dname CN=localhost -storetype PKCS12"
              + " -ext san=dns:localhost,ip:127.0.0.1");
      keytool(store, "-exportcert -rfc -file " + certificate);
      return new TestCertificate(store, certificate);
    } catch (IOException e) {
      throw new UncheckedIOException("No certificate for the mail server", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  private static void keytool(Path store, String arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(
        List.of("-alias", "mail", "-keystore", store.toString(), "-storepass", PASSWORD));
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException("keytool failed: " + String.join(" ", command));
    }
  }

  /** What a server needs to present it. */
  SSLContext forServer() {
    try (InputStream stored = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(stored, PASSWORD.toCharArray());
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("The key just made cannot be used", e);
    }
  }
}
