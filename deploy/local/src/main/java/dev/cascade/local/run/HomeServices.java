package dev.cascade.local.run;

import dev.cascade.local.platform.PlatformServer;
import dev.cascade.local.platform.ServerFailedException;
import java.util.List;

/** Whether a home's services are native executables, or run on a JVM. Once said it stays so. */
public final class HomeServices {

  private final Installation installation;
  private final Progress progress;

  /** Of that installation; says what it finds. */
  public HomeServices(Installation installation, Progress progress) {
    this.installation = installation;
    this.progress = progress;
  }

  /**
   * Decides, and stops services that run as they shall not any more.
   *
   * @param asNative whether executables were asked for
   * @param onJvm whether a JVM was asked for
   * @throws IllegalArgumentException when both were
   * @throws ServerFailedException when the home's settings cannot be read or kept
   */
  public void settle(boolean asNative, boolean onJvm) {
    HomeSettings kept = HomeSettings.of(installation.home());
    HomeSettings changed = wished(kept, asNative, onJvm);
    if (changed.services() != kept.services()) {
      stop(kept);
    }
    changed.keep(installation.home());
    if (changed.services() == ServiceBuild.NATIVE) {
      progress.line("Its six services are native executables; --jvm runs them on a JVM again");
    }
  }

  /**
   * The settings with what was asked for; nothing is kept.
   *
   * @param asNative whether executables were asked for
   * @param onJvm whether a JVM was asked for
   * @throws IllegalArgumentException when both were
   */
  static HomeSettings wished(HomeSettings kept, boolean asNative, boolean onJvm) {
    if (asNative && onJvm) {
      throw new IllegalArgumentException("--native and --jvm exclude each other");
    }
    if (asNative) {
      return kept.withServices(ServiceBuild.NATIVE);
    }
    return onJvm ? kept.withServices(ServiceBuild.JVM) : kept;
  }

  private void stop(HomeSettings kept) {
    Ecosystem ecosystem = Ecosystem.of(installation, kept);
    Shutdown shutdown = new Shutdown(ecosystem, progress);
    List<PlatformServer> running =
        ecosystem.neededServices().stream()
            .filter(server -> server instanceof ServiceServer && server.isAlive())
            .toList();
    running.forEach(shutdown::stop);
  }
}
