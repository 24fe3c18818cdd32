package dev.cascade.system.ecosystem;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A service as its build packaged it: a jar on a JVM, or its native executable where the tests are
 * about those, as {@code ./cascade test --native} says.
 */
final class PackagedService {

  private static final boolean NATIVE = "native".equals(System.getenv("CASCADE_SERVICES"));

  private PackagedService() {}

  /**
   * A process of it, not started.
   *
   * @param properties such as {@code -Dkey=value}
   */
  static ProcessBuilder of(String service, String... properties) {
    Path target = HomeEcosystem.repository().resolve(service + "-service/target");
    List<String> command = new ArrayList<>();
    if (NATIVE) {
      command.addAll(List.of(target.resolve(service + "-service-native").toString(), "-Xmx128m"));
      command.addAll(List.of(properties));
      return new ProcessBuilder(command);
    }
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of(properties));
    command.addAll(List.of("-jar", target.resolve("quarkus-app/quarkus-run.jar").toString()));
    return new ProcessBuilder(command);
  }
}
