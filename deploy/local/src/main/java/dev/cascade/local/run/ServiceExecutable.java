package dev.cascade.local.run;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How a service is started that is a native executable. */
final class ServiceExecutable {

  // The heap that a service has on a JVM as well. What an executable is told at its start are
  // options of its own run time, and properties.
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx256m",
          "-Xmn12m",
          // `up` and `status` ask for it all the time; each "not yet" would be a line.
          "-Dquarkus.log.category.\"io.smallrye.health\".level=WARN");

  private ServiceExecutable() {}

  /** The executable and its options. */
  static List<String> command(Path executable) {
    return Stream.concat(Stream.of(executable.toString()), OPTIONS.stream()).toList();
  }
}
