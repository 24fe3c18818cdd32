package dev.cascade.streams.nativeimage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The folders and jars of an executable, while it is built. */
final class ClassPath {

  private static final String CLASS_FILE = ".class";

  private ClassPath() {}

  /**
   * The names of all of Cascade's classes.
   *
   * @param entries folders and jars; others are passed over
   * @throws UncheckedIOException when one cannot be read
   */
  static List<String> ownClasses(List<Path> entries) {
    Stream.Builder<String> found = Stream.builder();
    for (Path entry : entries) {
      within(entry, root -> addClasses(root, found));
    }
    return found.build().distinct().sorted().toList();
  }

  private static void within(Path entry, Consumer<Path> action) {
    if (Files.isDirectory(entry)) {
      action.accept(entry);
    } else if (entry.toString().endsWith(".jar") && Files.exists(entry)) {
      try (FileSystem jar = FileSystems.newFileSystem(entry)) {
        action.accept(jar.getPath("/"));
      } catch (IOException e) {
        throw new UncheckedIOException(entry + " cannot be read", e);
      }
    }
  }

  private static void addClasses(Path root, Stream.Builder<String> found) {
    Path own = root.resolve(FoundByName.PACKAGE.replace('.', '/'));
    if (!Files.isDirectory(own)) {
      return;
    }
    try (Stream<Path> files = Files.walk(own)) {
      files
          .map(file -> root.relativize(file).toString())
          .filter(file -> file.endsWith(CLASS_FILE) && !file.endsWith("-info.class"))
          .map(file -> file.substring(0, file.length() - CLASS_FILE.length()).replace('/', '.'))
          .forEach(found::add);
    } catch (IOException e) {
      throw new UncheckedIOException(root + " cannot be read", e);
    }
  }
}
