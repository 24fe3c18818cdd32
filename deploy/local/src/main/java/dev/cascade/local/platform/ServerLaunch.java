package dev.cascade.local.platform;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a server's process is started.
 *
 * @param command the program and its arguments
 * @param environment variables added to the parent's
 * @param directory the working directory, created when missing
 * @param log where standard output and error are appended
 * @param detached whether it lives in a session of its own, so that it survives its parent
 */
public record ServerLaunch(
    List<String> command,
    Map<String, String> environment,
    Path directory,
    Path log,
    boolean detached) {

  private static final long LONGEST_LOG_BYTES = 16L << 20;
  private static final List<Path> SETSID =
      List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

  /** The {@code java} program that runs this code. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The same with more variables. */
  ServerLaunch with(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(variables);
    return new ServerLaunch(command, Map.copyOf(all), directory, log, detached);
  }

  Process start() throws IOException {
    Files.createDirectories(directory);
    Files.createDirectories(log.toAbsolutePath().getParent());
    keepShort(log);
    ProcessBuilder builder = new ProcessBuilder(detached ? ownSession() : command);
    builder.directory(directory.toFile());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.redirectInput(ProcessBuilder.Redirect.from(nothing()));
    return builder.start();
  }

  private static void keepShort(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LONGEST_LOG_BYTES) {
      Path before = log.resolveSibling(log.getFileName() + ".1");
      Files.move(log, before, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  // Both forms replace themselves by the command, so the pid is the server's own.
  private List<String> ownSession() {
    List<String> words = new ArrayList<>();
    SETSID.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .ifPresentOrElse(
            setsid -> words.add(setsid.toString()),
            () -> words.addAll(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$0\" \"$@\"")));
    words.addAll(command);
    return words;
  }

  private static File nothing() {
    return new File("/dev/null");
  }
}
