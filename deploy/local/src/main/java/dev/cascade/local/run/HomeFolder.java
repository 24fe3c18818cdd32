package dev.cascade.local.run;

import dev.cascade.local.platform.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The one folder that holds all state.
 *
 * @param directory where it is
 */
public record HomeFolder(Path directory) {

  private static final List<String> STATE =
      List.of("data", "streams", "logs", "run", "secrets", "shadow");

  /** Deletes all data and logs. Only folders that Cascade itself makes are touched. */
  public void wipe() {
    STATE.forEach(name -> delete(directory.resolve(name)));
    delete(HomeSettings.file(directory));
  }

  /** Deletes what an instance kept that will not come again; the changelogs have all of it. */
  void forget(String instance) {
    delete(directory.resolve("streams").resolve(instance));
    delete(directory.resolve("data").resolve(instance));
  }

  private static void delete(Path tree) {
    try {
      FileTree.delete(tree);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + tree, e);
    }
  }
}
