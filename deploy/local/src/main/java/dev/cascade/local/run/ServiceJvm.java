package dev.cascade.local.run;

import dev.cascade.local.platform.ServerLaunch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What every service, on a JVM or as an executable, is given on a developer's machine: options, and
 * variables for the C library under it. Six of them share the machine, so they are kept small. What
 * each setting gave stands in docs/BENCHMARKS.md, "Memory and start".
 */
public final class ServiceJvm {

  private static final String OWN_OPTIONS = "CASCADE_JAVA_OPTIONS";

  /** Options that a native executable takes too. */
  static final List<String> ALSO_NATIVE =
      List.of(
          "-Xmx256m",
          "-Xmn12m",
          // `up` and `status` ask for it all the time; each "not yet" would be a line.
          "-Dquarkus.log.category.\"io.smallrye.health\".level=WARN");

  private static final List<String> OWN =
      List.of(
          "-Xms32m",
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          // On two cores the second compiler takes the time of those who are served.
          "-XX:TieredStopAtLevel=1",
          // Address space only. With C1's default of 48 MB, three of the six ran a full collection
          // for new code in their first 100 s, of 0.4 to 0.9 s on a busy machine.
          "-XX:ReservedCodeCacheSize=128m",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /** Options; those that come after them on a command line win. */
  static final List<String> OPTIONS = Stream.concat(ALSO_NATIVE.stream(), OWN.stream()).toList();

  // RocksDB and the JVM give back what they took from the C library, but glibc keeps much of it, in
  // several arenas: 1 to 9 MB per service. Other C libraries ignore these.
  private static final Map<String, String> MALLOC =
      Map.of(
          "MALLOC_ARENA_MAX", "1",
          "MALLOC_TRIM_THRESHOLD_", "65536",
          "MALLOC_MMAP_THRESHOLD_", "65536");

  private ServiceJvm() {}

  /**
   * The command of a program that is started as a service is: with the same options, and giving way
   * to the broker.
   *
   * @param arguments for {@code java}, from the class path on
   */
  public static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(ServerLaunch.java());
    command.addAll(OPTIONS);
    command.addAll(ownOptions());
    command.addAll(arguments);
    return BrokerFirst.yielding(command);
  }

  /** What the user adds for all services, such as a flight recording. */
  static List<String> ownOptions() {
    String options = System.getenv().getOrDefault(OWN_OPTIONS, "").strip();
    return options.isEmpty() ? List.of() : List.of(options.split("\\s+"));
  }

  /**
   * Variables to add to the launcher's own.
   *
   * @param own the launcher's variables; what they name is left as it is
   */
  public static Map<String, String> environment(Map<String, String> own) {
    return MALLOC.entrySet().stream()
        .filter(variable -> !own.containsKey(variable.getKey()))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
