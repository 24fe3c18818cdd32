package dev.cascade.kubernetes.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.kubernetes.manifests.Manifests;
import dev.cascade.kubernetes.manifests.PodEnvironment;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * One pod of a StatefulSet: the process that its container would be, with an address of its own on
 * the loopback network, asked by the manifest's probes.
 */
final class Pod {

  /** Exit status of a program that SIGTERM ended, or that ended by itself. */
  private static final List<Integer> ENDED = List.of(0, 143);

  private static final Duration BOUND = Duration.ofMinutes(3);

  private final Node node;
  private final String service;
  private final int number;
  private final PodSpec spec;
  private final Map<String, String> environment;
  private @Nullable Process process;
  private @Nullable Thread prober;
  private volatile boolean ready;
  private volatile boolean routed;

  /** The pod of that number, not started; its volume is what an earlier one of that name left. */
  Pod(Node node, Manifests manifests, StatefulSet set, int number) {
    this.node = node;
    this.service = set.getMetadata().getName();
    this.number = number;
    this.spec = set.getSpec().getTemplate().getSpec();
    this.environment = PodEnvironment.of(manifests, set, number);
  }

  String name() {
    return service + "-" + number;
  }

  /** The address and port of its HTTP. */
  String address() {
    return node.address(service, number)
        + ":"
        + container().getPorts().getFirst().getContainerPort();
  }

  /** Whether requests are routed to it. */
  boolean isRouted() {
    return routed && ready;
  }

  /** Starts its process and its probes. */
  void start() throws IOException {
    assertThat(Modules.application(service).resolve("quarkus-run.jar"))
        .as("the service is packaged: ./mvnw -pl deploy/kubernetes -am verify")
        .exists();
    ServiceImage image = node.image();
    ProcessBuilder builder = new ProcessBuilder(command(image));
    Map<String, String> variables = builder.environment();
    image.environment().forEach(variables::put);
    variables.putAll(environment);
    variables.putAll(node.platform());
    variables.replaceAll((_, value) -> onThisMachine(value));
    variables.put("QUARKUS_HTTP_HOST", node.address(service, number));
    variables.merge(
        "JDK_JAVA_OPTIONS",
        "-XX:MaxRAM=%d -Djdk.net.hosts.file=%s".formatted(memory(), node.hosts()),
        (given, more) -> given + " " + more);
    File log = node.folder(name()).resolve("log").toFile();
    process =
        builder
            .directory(node.folder(name()).toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .start();
    routed = true;
    prober = Thread.ofVirtual().start(this::probe);
  }

  private List<String> command(ServiceImage image) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    image.entrypoint().stream()
        .skip(1)
        .map(word -> word.replace("/application", Modules.application(service).toString()))
        .forEach(command::add);
    return command;
  }

  /** Folders of volumes are in the pod's own. */
  private String onThisMachine(String value) {
    return container().getVolumeMounts().stream()
        .map(VolumeMount::getMountPath)
        .filter(value::equals)
        .findFirst()
        .map(path -> node.folder(name()).resolve(path.substring(1)).toString())
        .orElse(value);
  }

  private long memory() {
    Quantity limit = container().getResources().getLimits().get("memory");
    return Quantity.getAmountInBytes(limit).longValueExact();
  }

  private void probe() {
    Container container = container();
    try {
      if (!new Probing(container.getStartupProbe(), address()).untilDecided()) {
        return;
      }
      Probing readiness = new Probing(container.getReadinessProbe(), address());
      while (isAlive()) {
        readiness.once();
        ready = readiness.passed();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ready = false;
    }
  }

  /** Waits until it is ready. */
  void awaitReady() {
    Awaitility.await(name() + " to be ready")
        .atMost(BOUND)
        .failFast(() -> assertThat(isAlive()).as(name() + " has ended:\n" + log()).isTrue())
        .until(() -> ready);
  }

  /**
   * Deletes it as a rolling update does. Those who route hear of it while its hook holds it; then
   * it is told to end, and has to within its grace.
   */
  void delete() {
    try {
      deleteByHookAndSignal();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while " + name() + " ended", e);
    }
  }

  private void deleteByHookAndSignal() throws InterruptedException {
    long deadline =
        System.nanoTime() + TimeUnit.SECONDS.toNanos(spec.getTerminationGracePeriodSeconds());
    long hook = container().getLifecycle().getPreStop().getSleep().getSeconds();
    TimeUnit.SECONDS.sleep(Math.min(hook, Node.SECONDS_UNTIL_ROUTERS_KNOW));
    routed = false;
    TimeUnit.SECONDS.sleep(Math.max(0, hook - Node.SECONDS_UNTIL_ROUTERS_KNOW));
    Process ending = running();
    ending.destroy();
    if (!ending.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
      ending.destroyForcibly();
      throw new AssertionError(name() + " does not end within its grace\n" + log());
    }
    if (!ENDED.contains(ending.exitValue())) {
      throw new AssertionError(name() + " ended with " + ending.exitValue() + "\n" + log());
    }
    stopProbing();
  }

  /** Ends it as the loss of its node does. Its volume stays. */
  void lose() {
    running().destroyForcibly().onExit().join();
    routed = false;
    stopProbing();
  }

  /** Ends it however it is, when a test is over. */
  void discard() {
    if (isAlive()) {
      lose();
    }
  }

  private void stopProbing() {
    if (prober != null) {
      prober.interrupt();
    }
    ready = false;
  }

  private boolean isAlive() {
    return process != null && process.isAlive();
  }

  private Process running() {
    Process running = process;
    if (running == null) {
      throw new AssertionError(name() + " was not started");
    }
    return running;
  }

  private Container container() {
    return spec.getContainers().getFirst();
  }

  private String log() {
    try {
      return Files.readString(node.folder(name()).resolve("log"));
    } catch (IOException e) {
      return "its log cannot be read: " + e;
    }
  }
}
