package dev.cascade.local.run;

import dev.cascade.local.platform.PlatformServer;
import dev.cascade.local.platform.ServerLaunch;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.ZipFile;

/**
 * A shadow of a service: it decides the history again and ends. It has no port, and ends with this
 * JVM at the latest.
 */
public final class ShadowServer extends PlatformServer {

  private static final String MARK = "dev/cascade/streams/shadow/Shadow.class";

  private final Path program;
  private final Path directory;
  private final Map<String, String> environment;
  private final List<String> options;

  ShadowServer(
      String name,
      Path log,
      Path directory,
      Path program,
      Map<String, String> environment,
      List<String> options) {
    super(name, log);
    this.program = program;
    this.directory = directory;
    this.environment = Map.copyOf(environment);
    this.options = List.copyOf(options);
  }

  @Override
  protected void prepare() throws IOException {
    if (!Files.exists(program)) {
      throw new IOException(program + " is missing: it is not built there");
    }
    if (!knowsShadows()) {
      // It would take what it is told for a slip, or run as the service itself.
      throw new IOException(program + " is of a build that is too old to know shadows");
    }
  }

  private boolean knowsShadows() throws IOException {
    Path libraries = program.resolveSibling("lib/main");
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(libraries, "dev.cascade.streams-support-*.jar")) {
      for (Path jar : jars) {
        try (ZipFile classes = new ZipFile(jar.toFile())) {
          if (classes.getEntry(MARK) != null) {
            return true;
          }
        }
      }
    }
    return false;
  }

  @Override
  protected ServerLaunch launch() {
    List<String> command = new ArrayList<>(List.of(ServerLaunch.java()));
    command.addAll(ServiceJvm.OPTIONS);
    command.addAll(options);
    command.addAll(List.of("-jar", program.toString()));
    return new ServerLaunch(command, environment, directory, log(), false);
  }

  /** Nobody can ask it. */
  @Override
  protected boolean answers() {
    return false;
  }

  @Override
  public SequencedMap<String, Integer> ports() {
    return new LinkedHashMap<>();
  }
}
