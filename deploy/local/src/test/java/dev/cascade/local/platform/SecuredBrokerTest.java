package dev.cascade.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.local.secrets.BrokerSecrets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a secured broker lets in, and what it leaves lying about. */
class SecuredBrokerTest {

  private final KafkaBroker broker = SecuredPlatform.broker();
  private final BrokerSecrets secrets = SecuredPlatform.secrets();

  @TempDir Path folder;

  @Test
  void aWrongPasswordIsRefused() {
    Map<String, Object> client = broker.client("fraud");
    client.put(
        "sasl.jaas.config",
        client.get("sasl.jaas.config").toString().replaceFirst("password=\"[^\"]+", "$0x"));

    assertThatThrownBy(() -> ask(client)).hasCauseInstanceOf(SaslAuthenticationException.class);
  }

  @Test
  void aBrokerThatAnotherAuthoritySignedForIsNotBelieved() {
    BrokerSecrets others = new BrokerSecrets(folder);
    others.make(List.of());
    Map<String, Object> client = broker.client("fraud");
    client.put("ssl.truststore.location", others.authority().toString());

    assertThatThrownBy(() -> ask(client)).hasCauseInstanceOf(SslAuthenticationException.class);
  }

  @Test
  void whoSpeaksPlaintextGetsNoAnswer() {
    Map<String, Object> client = new HashMap<>();
    client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());

    assertThatThrownBy(() -> ask(client)).isInstanceOf(ExecutionException.class);
  }

  @Test
  void whoListensSeesTlsAtEachPort() throws Exception {
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trusting(secrets.authority()), null);
    assertThat(broker.ports()).hasSize(2);
    for (int port : broker.ports().values()) {
      try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", port)) {
        socket.startHandshake();
        assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
      }
    }
  }

  private static TrustManager[] trusting(Path authority)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream certificate = Files.newInputStream(authority)) {
      store.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    return trust.getTrustManagers();
  }

  @Test
  void itsControllerIsForItsOwnerOnly() {
    Map<String, Object> client = broker.client("installer");
    client.remove(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    client.put(
        AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG,
        "127.0.0.1:" + broker.ports().get("controller"));

    assertThatThrownBy(() -> ask(client)).isInstanceOf(ExecutionException.class);
  }

  @Test
  void whatIsSecretIsInFilesForTheirOwnerOnlyAndInNoLog() throws IOException {
    try (Stream<Path> files = Files.list(secrets.folder())) {
      assertThat(files.toList())
          .extracting(file -> file.getFileName().toString())
          .contains("ca.pem", "broker.pem", "owner.properties", "fraud.properties")
          .doesNotContain("broker.p12");
    }
    Path configuration = broker.log().resolveSibling("server.properties");
    try (Stream<Path> files =
        Stream.concat(Files.list(secrets.folder()), Stream.of(configuration))) {
      assertThat(files)
          .allSatisfy(file ->
              assertThat(Files.getPosixFilePermissions(file))
                  .isSubsetOf(
                      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE)));
    }
    String log = Files.readString(broker.log());
    assertThat(log)
        .doesNotContain(secrets.password(BrokerSecrets.OWNER))
        .doesNotContain(secrets.password("fraud"));
  }

  @Test
  void whatIsThereIsKeptWhenMoreIsMade() throws IOException {
    BrokerSecrets own = new BrokerSecrets(folder);
    own.make(List.of("one"));
    String password = own.password("one");
    byte[] key = Files.readAllBytes(own.key());

    own.make(List.of("one", "two"));

    assertThat(own.password("one")).isEqualTo(password).isNotEqualTo(own.password("two"));
    assertThat(Files.readAllBytes(own.key())).isEqualTo(key);
  }

  private static void ask(Map<String, Object> client) throws Exception {
    client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2_000);
    client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_000);
    try (Admin admin = Admin.create(client)) {
      admin.describeCluster().nodes().get();
    }
  }
}
