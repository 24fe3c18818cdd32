package dev.cascade.streams.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.streams.serde.StallingServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.function.IntPredicate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The certificate of an issuer on this machine, and who believes it. */
final class IssuerCertificate {

  private static final String PASSWORD = "changeit";

  private IssuerCertificate() {}

  /** What has a new certificate, and believes only that. */
  static SSLContext freshIn(Path folder)
      throws IOException, GeneralSecurityException, InterruptedException {
    return tls(certificate(folder));
  }

  /** An issuer with that certificate, who stalls. */
  static StallingServer stalling(SSLContext tls, String content, IntPredicate stalls)
      throws IOException {
    return new StallingServer(
        tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("localhost")),
        content,
        stalls);
  }

  private static KeyStore certificate(Path folder)
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
