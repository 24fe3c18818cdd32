package dev.cascade.sql.mails;

import dev.cascade.sql.run.Checkpoints;
import dev.cascade.testing.TestPlatform;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** {@code ./cascade sql} with the class path that the script gives it, as a process of its own. */
public final class SqlProcess implements AutoCloseable {

  private static final long GOOD_BYE_SECONDS = 60;
  private static final Duration START_BOUND = Duration.ofMinutes(4);
  private static final Path ROOT = Path.of(System.getProperty("cascade.root")).toAbsolutePath();

  private final Process process;
  private final Path output;

  private SqlProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** The mails' script, with what it has done kept in that folder. */
  static SqlProcess ofMails(TestPlatform platform, Path folder, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--checkpoints", folder.resolve("checkpoints").toString()));
    arguments.addAll(List.of("--set", "checkpoint-interval=200 ms"));
    arguments.addAll(List.of(more));
    arguments.add(ROOT.resolve("deploy/sql/platinum-emails.sql").toString());
    SqlProcess process = of(platform, folder, arguments.toArray(String[]::new));
    process.awaitCheckpoint(new Checkpoints(folder.resolve("checkpoints")));
    return process;
  }

  /** The first one says that all of it runs. */
  private void awaitCheckpoint(Checkpoints checkpoints) {
    Optional<Path> before = checkpoints.latest();
    Awaitility.await("a checkpoint")
        .atMost(START_BOUND)
        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
        .failFast("it ended: " + output, () -> !process.isAlive())
        .until(() -> !checkpoints.latest().equals(before));
  }

  /** Any call. */
  public static SqlProcess of(TestPlatform platform, Path folder, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--kafka", platform.bootstrapServers()));
    arguments.addAll(List.of("--registry", platform.registryUrl()));
    arguments.addAll(List.of(more));
    return start(folder, arguments);
  }

  private static SqlProcess start(Path folder, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx768m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dcascade.root=" + ROOT,
            "-cp",
            classPath(),
            "dev.cascade.sql.Sql"));
    command.addAll(arguments);
    Path output = folder.resolve("output.log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().put("CASCADE_HOME", folder.resolve("home").toString());
    try {
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new SqlProcess(process, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String classPath() {
    Path target = ROOT.resolve("deploy/sql/target");
    return Stream.concat(
            Stream.of("deploy/sql", "schemas", "transaction-repair", "deploy/local")
                .map(module -> ROOT.resolve(module).resolve("target/classes").toString()),
            Stream.of(target + "/sql-lib/*", target + "/connector-client/*"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** What it printed so far. */
  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** As a crash would (kill -9). */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** As Ctrl-C would, but for the signal's number. */
  @Override
  public void close() {
    process.destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(GOOD_BYE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("It does not end: " + output());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
