package dev.cascade.streams.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.local.platform.KafkaBroker;
import dev.cascade.local.platform.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * A real broker that speaks TLS, with a certificate that nobody knows but who is told, and asks its
 * clients for a password (SASL/SCRAM).
 */
final class SecuredBroker implements AutoCloseable {

  private static final String STORE_PASSWORD = "store-password";
  private static final Duration BOUND = Duration.ofSeconds(90);

  private final Path folder;
  private final KafkaBroker broker;
  private final int securedPort;

  private SecuredBroker(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    List<Integer> ports = Ports.free(3);
    this.securedPort = ports.get(2);
    certificate();
    this.broker =
        KafkaBroker.builder()
            .port(ports.get(0))
            .controllerPort(ports.get(1))
            .dataDirectory(folder.resolve("kafka"))
            .setting(
                "listeners",
                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d,SECURED://127.0.0.1:%d"
                    .formatted(ports.get(0), ports.get(1), securedPort))
            .setting(
                "advertised.listeners",
                "PLAINTEXT://127.0.0.1:%d,SECURED://127.0.0.1:%d"
                    .formatted(ports.get(0), securedPort))
            .setting(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURED:SASL_SSL")
            .setting("sasl.enabled.mechanisms", "SCRAM-SHA-512")
            .setting(
                "listener.name.secured.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;")
            .setting("ssl.keystore.type", "PKCS12")
            .setting("ssl.keystore.location", keys().toString())
            .setting("ssl.keystore.password", STORE_PASSWORD)
            .build();
  }

  /** Starts one with its data, its certificate and its clients' files in the folder. */
  static SecuredBroker start(Path folder) throws IOException, InterruptedException {
    SecuredBroker secured = new SecuredBroker(folder);
    secured.broker.start();
    secured.broker.awaitReady(BOUND);
    return secured;
  }

  /** Where those who prove who they are connect to. */
  String bootstrapServers() {
    return "127.0.0.1:" + securedPort;
  }

  /** Asks as the broker's owner, who needs no password. */
  Admin owner() {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  /** Makes a user known. */
  void user(String name, String password) throws Exception {
    try (Admin admin = owner()) {
      admin
          .alterUserScramCredentials(
              List.of(
                  new UserScramCredentialUpsertion(
                      name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password)))
          .all()
          .get();
    }
  }

  /** The file with which a service says that it is that user. */
  Path clientProperties(String name, String password) throws IOException {
    return Files.writeString(
        folder.resolve(name + "-" + password + ".properties"),
        """
        security.protocol=SASL_SSL
        sasl.mechanism=SCRAM-SHA-512
        sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \
        username="%s" password="%s";
        ssl.truststore.type=PKCS12
        ssl.truststore.location=%s
        ssl.truststore.password=%s
        """
            .formatted(name, password, keys(), STORE_PASSWORD));
  }

  private Path keys() {
    return folder.resolve("broker.p12");
  }

  private void certificate() throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "SAN=IP:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys().toString(),
                "-storepass",
                STORE_PASSWORD)
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool: " + said);
    }
  }

  @Override
  public void close() {
    broker.close();
  }
}
