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
    if (asNative && onJvm) {
      throw new IllegalArgumentException("--native and --jvm exclude each other");
    }
    HomeSettings kept = HomeSettings.of(installation.home());
    ServiceBuild wanted =
        asNative ? ServiceBuild.NATIVE : onJvm ? ServiceBuild.JVM : kept.services();
    if (wanted != kept.services()) {
      stop(kept);
    }
    if (asNative || onJvm) {
      kept.withServices(wanted).keep(installation.home());
    }
    if (wanted == ServiceBuild.NATIVE) {
      progress.line("Its six services are native executables; --jvm runs them on a JVM again");
    }
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
