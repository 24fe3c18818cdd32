package dev.cascade.local.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the build of {@code deploy/connect} laid out its programs.
 *
 * @param root the folder that holds {@code lib}, {@code config}, {@code connectors}, {@code
 *     database} and {@code postgres}
 * @param own class path entries with Cascade's own plug-ins
 */
public record ConnectDirectory(Path root, List<Path> own) {

  /** Keeps its own list. */
  public ConnectDirectory {
    root = root.toAbsolutePath();
    own = List.copyOf(own);
  }

  /** As packaged: Cascade's own classes lie beside the others. */
  public static ConnectDirectory packaged(Path root) {
    return new ConnectDirectory(root, List.of(root.toAbsolutePath().resolve("own").resolve("*")));
  }

  String classPath() {
    return String.join(
        ":",
        Stream.concat(own.stream(), Stream.of(root.resolve("lib").resolve("*")))
            .map(Path::toString)
            .toList());
  }

  Path logConfiguration() {
    return root.resolve("config").resolve("log4j2.xml");
  }

  /** The statements that make the tables. */
  Path tables() {
    return root.resolve("database").resolve("tables.sql");
  }

  /** The settings of each connector, a file for each. */
  Path connectors() {
    return root.resolve("connectors");
  }

  /** The archive with PostgreSQL's programs for this machine. */
  Path postgresArchive() throws IOException {
    Path folder = built("postgres");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("no archive of PostgreSQL in " + folder));
    }
  }

  /** Fails when the worker's programs are not there. */
  void requireWorker() throws IOException {
    built("lib");
  }

  private Path built(String name) throws IOException {
    Path folder = root.resolve(name);
    if (!Files.isDirectory(folder)) {
      throw new IOException(
          "no programs under "
              + root
              + ": deploy/connect is not built, ./cascade up --with connect builds it");
    }
    return folder;
  }
}
