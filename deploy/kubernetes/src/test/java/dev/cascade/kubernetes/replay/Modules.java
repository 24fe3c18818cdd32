package dev.cascade.kubernetes.replay;

import java.nio.file.Path;

/** Where things are in the checkout. */
final class Modules {

  private Modules() {}

  /** The checkout. */
  static Path root() {
    return target().getParent().getParent().getParent();
  }

  /** Where this module may write. */
  static Path target() {
    return Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("target");
  }

  /** What {@code /application} of the image is for a service. */
  static Path application(String service) {
    return root().resolve(service + "-service/target/quarkus-app");
  }
}
