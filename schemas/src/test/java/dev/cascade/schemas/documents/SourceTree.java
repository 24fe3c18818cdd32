package dev.cascade.schemas.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sources of all modules.
 *
 * @param byType the files of each class, by its name without its package
 */
record SourceTree(Map<String, List<Path>> byType) {

  private static final String SUFFIX = ".java";

  static SourceTree ofTheProject() {
    Map<String, List<Path>> byType = new HashMap<>();
    try {
      Files.walkFileTree(Path.of(".."), new Collector(byType));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SourceTree(byType);
  }

  /** The files of classes of that name. */
  List<Path> files(String type) {
    return byType.getOrDefault(type, List.of());
  }

  private static final class Collector extends SimpleFileVisitor<Path> {

    private final Map<String, List<Path>> byType;

    Collector(Map<String, List<Path>> byType) {
      this.byType = byType;
    }

    /** What is built or hidden changes meanwhile, and is no source. */
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      String name = folder.getFileName().toString();
      boolean isBuilt = name.equals("target");
      boolean isHidden = name.startsWith(".") && !name.equals("..");
      return isBuilt || isHidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = file.getFileName().toString();
      if (name.endsWith(SUFFIX)) {
        byType
            .computeIfAbsent(
                name.substring(0, name.length() - SUFFIX.length()), _ -> new ArrayList<>())
            .add(file);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
