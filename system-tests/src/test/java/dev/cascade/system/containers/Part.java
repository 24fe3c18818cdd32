package dev.cascade.system.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.LogUtils;

/** A service of the compose file in its container, which it keeps when it ends and starts again. */
final class Part {

  /** All start at once, maybe on a machine where others compute. */
  private static final Duration START = Duration.ofMinutes(8);

  private final ComposeService service;
  private final LogFile log;
  private final GenericContainer<?> container;

  /**
   * Not started yet.
   *
   * @param logs the folder of its log
   */
  Part(ComposeService service, Network network, Path logs) {
    this.service = service;
    this.log = new LogFile(logs.resolve(service.name() + ".log"));
    this.container = container(network);
    container.setPortBindings(service.ports());
    if (service.endsByItself()) {
      container.withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(START));
    } else {
      container.waitingFor(Wait.forHealthcheck().withStartupTimeout(START));
    }
  }

  private GenericContainer<?> container(Network network) {
    return new GenericContainer<>(DockerImageName.parse(service.image()))
        .withImagePullPolicy(_ -> false)
        .withNetwork(network)
        .withNetworkAliases(service.name())
        .withEnv(service.environment())
        .withTmpFs(service.tmpfs())
        .withLabels(Engine.ours())
        .withLogConsumer(log)
        .withCreateContainerCmdModifier(this::restrict);
  }

  private void restrict(CreateContainerCmd command) {
    HostConfig host = Objects.requireNonNull(command.getHostConfig());
    host.withReadonlyRootfs(service.isReadOnly())
        .withSecurityOpts(service.securityOptions())
        .withCapDrop(
            service.withoutCapabilities().stream()
                .map(Capability::valueOf)
                .toArray(Capability[]::new));
    service.memoryBytes().ifPresent(host::withMemory);
    service.user().ifPresent(command::withUser);
    service.healthCheck().ifPresent(command::withHealthcheck);
    if (!service.entrypoint().isEmpty()) {
      command.withEntrypoint(service.entrypoint());
    }
    // Without a name, so that they are gone with their container.
    command.withVolumes(service.volumes().stream().map(Volume::new).toList());
  }

  ComposeService service() {
    return service;
  }

  GenericContainer<?> container() {
    return container;
  }

  /** Whether it should run and does not. */
  boolean isDown() {
    return !service.endsByItself() && !Boolean.TRUE.equals(state().getRunning());
  }

  /** Ends it at once, by SIGKILL. */
  void kill() {
    docker().killContainerCmd(container.getContainerId()).exec();
    awaitEnd();
  }

  /**
   * Ends it by SIGTERM, and by SIGKILL when its grace is over.
   *
   * @return the code with which it ended
   */
  int stop() {
    docker()
        .stopContainerCmd(container.getContainerId())
        .withTimeout(Math.toIntExact(service.grace().toSeconds()))
        .exec();
    return awaitEnd();
  }

  /** Starts it in the container that it had. */
  void startAgain() {
    docker().startContainerCmd(container.getContainerId()).exec();
    log.empty();
    LogUtils.followOutput(docker(), container.getContainerId(), log);
  }

  boolean isHealthy() {
    return "healthy".equals(Objects.requireNonNull(state().getHealth()).getStatus());
  }

  private int awaitEnd() {
    return docker()
        .waitContainerCmd(container.getContainerId())
        .exec(new WaitContainerResultCallback())
        .awaitStatusCode(START.toSeconds(), TimeUnit.SECONDS);
  }

  private ContainerState state() {
    return docker().inspectContainerCmd(container.getContainerId()).exec().getState();
  }

  private DockerClient docker() {
    return container.getDockerClient();
  }
}
