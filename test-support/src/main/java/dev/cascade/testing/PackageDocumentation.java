package dev.cascade.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Every package says its purpose and is null-marked. ArchUnit does not see comments, so: files. */
final class PackageDocumentation {

  private static final String FILE = "package-info.java";

  private PackageDocumentation() {}

  /** Fails, naming every package below the source folder that lacks it. */
  static void check(Path sources) {
    List<String> faults =
        packages(sources).stream()
            .filter(folder -> !isDocumented(folder.resolve(FILE)))
            .map(folder -> sources.relativize(folder).toString())
            .toList();
    if (!faults.isEmpty()) {
      throw new AssertionError(
          "No " + FILE + " with a purpose and @NullMarked in " + String.join(", ", faults));
    }
  }

  private static List<Path> packages(Path sources) {
    try (Stream<Path> tree = Files.walk(sources)) {
      return tree.filter(path -> path.toString().endsWith(".java"))
          .map(Path::getParent)
          .distinct()
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot walk " + sources, e);
    }
  }

  private static boolean isDocumented(Path file) {
    try {
      String text = Files.exists(file) ? Files.readString(file) : "";
      return text.contains("/**") && text.contains("@NullMarked");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}
