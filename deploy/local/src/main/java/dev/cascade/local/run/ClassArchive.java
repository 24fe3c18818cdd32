package dev.cascade.local.run;

import dev.cascade.local.platform.ServerFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server's classes as its JVM keeps them from one start to the next (class data sharing). The JVM
 * writes the archive when it stops for the first time and again when it no longer fits; the broker
 * then starts with two thirds of the processor time.
 */
final class ClassArchive {

  private ClassArchive() {}

  /** Uses the archive of that server, and writes it when there is none that fits. */
  static String[] options(Installation installation, String server) {
    return Stream.concat(
            Stream.of("-XX:+AutoCreateSharedArchive"), reading(installation, server).stream())
        .toArray(String[]::new);
  }

  /** Uses the archive of that server where there is one; for those that run beside it. */
  static List<String> reading(Installation installation, String server) {
    Path folder = installation.home().resolve("cache");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ServerFailedException(
          "The state folder "
              + installation.home()
              + " cannot be written ("
              + e
              + "). CASCADE_HOME can name another.",
          e);
    }
    return List.of(
        // Mapped where it was written for, the archive stays a file's pages, which processes share
        // and the kernel can drop. Elsewhere, the default, each pointer in it is rewritten first,
        // and 36 MB per service become the process's own.
        "-XX:+UnlockDiagnosticVMOptions",
        "-XX:ArchiveRelocationMode=0",
        "-XX:SharedArchiveFile=" + folder.resolve(server + ".jsa"),
        // Without an archive all is as usual, only slower: nothing to warn about.
        "-Xlog:cds=off",
        "-Xlog:cds+dynamic=off");
  }
}
