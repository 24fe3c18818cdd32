package dev.cascade.sql.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a script's checkpoints are: a later run goes on with the latest, so that what it writes is
 * written once however it ended.
 *
 * @param folder of this script
 */
public record Checkpoints(Path folder) {

  private static final String METADATA = "_metadata";
  private static final int DEPTH = 3;

  /** The latest that is whole. */
  public Optional<Path> latest() {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.find(folder, DEPTH, (file, _) -> file.endsWith(METADATA))) {
      return files.max(Comparator.comparing(Checkpoints::writtenAt)).map(Path::getParent);
    } catch (IOException e) {
      throw new UncheckedIOException("The checkpoints in " + folder + " cannot be read", e);
    }
  }

  private static FileTime writtenAt(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
