package dev.cascade.local.platform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every server of the platform is started with.
 *
 * @param <B> the server's own builder
 */
public abstract class ServerBuilder<B extends ServerBuilder<B>> {

  private @Nullable PlatformDirectory platform;
  private @Nullable Path data;
  private @Nullable Path log;
  final List<String> javaOptions = new ArrayList<>();
  boolean detached;

  ServerBuilder(String... javaOptions) {
    this.javaOptions.addAll(List.of(javaOptions));
  }

  abstract B self();

  abstract String logName();

  /** The programs; without it, where the system property {@code cascade.platform} says. */
  public B platform(PlatformDirectory directory) {
    platform = directory;
    return self();
  }

  /** Where the server keeps its state. */
  public B dataDirectory(Path directory) {
    data = directory.toAbsolutePath();
    return self();
  }

  /** Where its output goes; without it, a file in the data directory. */
  public B logFile(Path file) {
    log = file.toAbsolutePath();
    return self();
  }

  /** More options for its JVM; later ones win. */
  public B javaOptions(String... options) {
    javaOptions.addAll(List.of(options));
    return self();
  }

  /** Lets the process survive this JVM. */
  public B detached() {
    detached = true;
    return self();
  }

  PlatformDirectory platform() {
    if (platform == null) {
      platform = PlatformDirectory.fromSystemProperty();
    }
    return platform;
  }

  Path data() {
    if (data == null) {
      throw new IllegalStateException("The data directory of " + logName() + " is not set");
    }
    return data;
  }

  Path log() {
    return log == null ? data().resolve(logName()) : log;
  }
}
