package dev.cascade.kubernetes.server;

import dev.cascade.local.platform.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * An API server with an etcd of its own on the loopback network, with the admission that it has by
 * default. Nobody acts on what it is told: there are no controllers, no scheduler and no node.
 */
final class Cluster implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(3);
  private static final long END_SECONDS = 30;

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();

  private Cluster(Path folder) {
    this.folder = folder;
  }

  /** Starts one, which keeps everything in the folder. */
  static Cluster started(Programs programs, Path folder) {
    Cluster cluster = new Cluster(folder);
    try {
      cluster.start(programs);
      return cluster;
    } catch (IOException | NoSuchAlgorithmException e) {
      cluster.close();
      throw new AssertionError("No cluster can be started", e);
    } catch (RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  private void start(Programs programs) throws IOException, NoSuchAlgorithmException {
    List<Integer> ports = Ports.free(3);
    String clients = "http://127.0.0.1:" + ports.get(0);
    String peers = "http://127.0.0.1:" + ports.get(1);
    String server = "https://127.0.0.1:" + ports.get(2);
    String token = UUID.randomUUID().toString();
    Path key = Files.writeString(folder.resolve("accounts.pem"), accountsKey());
    Path tokens =
        Files.writeString(folder.resolve("tokens.csv"), token + ",owner,owner,system:masters\n");
    Path certificates = folder.resolve("certificates");
    Files.writeString(
        folder.resolve("kubeconfig"),
        kubeconfig(server, certificates.resolve("apiserver.crt"), token));

    run(
        "etcd",
        programs.etcd().toString(),
        "--data-dir=" + folder.resolve("data"),
        "--listen-client-urls=" + clients,
        "--advertise-client-urls=" + clients,
        "--listen-peer-urls=" + peers,
        "--initial-advertise-peer-urls=" + peers,
        "--initial-cluster=default=" + peers);
    run(
        "kube-apiserver",
        programs.apiServer().toString(),
        "--etcd-servers=" + clients,
        "--bind-address=127.0.0.1",
        "--secure-port=" + ports.get(2),
        "--cert-dir=" + certificates,
        "--authorization-mode=RBAC",
        "--token-auth-file=" + tokens,
        "--service-account-issuer=https://kubernetes.default.svc",
        "--service-account-key-file=" + key,
        "--service-account-signing-key-file=" + key,
        "--service-cluster-ip-range=10.96.0.0/16",
        "--endpoint-reconciler-type=none");
    awaitReady();
  }

  private void run(String name, String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log(name).toFile())
            .start();
    process.getOutputStream().close();
    processes.add(process);
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  private void awaitReady() {
    Awaitility.await("an API server that is ready")
        .atMost(START)
        .pollInterval(Duration.ofMillis(200))
        .failFast("one of both ended", this::assertAlive)
        .until(() -> owner().asks("get", "--raw=/readyz").exitCode() == 0);
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }

  private void assertAlive() throws IOException {
    if (!processes.stream().allMatch(Process::isAlive)) {
      throw new AssertionError(
          Files.readString(log("etcd")) + Files.readString(log("kube-apiserver")));
    }
  }

  /** Who may do everything. */
  Owner owner() {
    return new Owner(folder);
  }

  /** Whoever uses the server is ended before what it uses. */
  @Override
  public void close() {
    processes.reversed().forEach(Cluster::end);
  }

  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** What the tokens of service accounts are signed with. */
  private static String accountsKey() throws NoSuchAlgorithmException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
    return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
        .formatted(Base64.getMimeEncoder().encodeToString(key));
  }

  private static String kubeconfig(String server, Path authority, String token) {
    return """
    apiVersion: v1
    kind: Config
    current-context: here
    contexts:
      - name: here
        context: {cluster: here, user: owner}
    clusters:
      - name: here
        cluster: {server: "%s", certificate-authority: "%s"}
    users:
      - name: owner
        user: {token: "%s"}
    """
        .formatted(server, authority, token);
  }
}
