package dev.cascade.system.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.testcontainers.containers.output.OutputFrame;

/**
 * What a container prints, in a file.
 *
 * @param path of the file
 */
record LogFile(Path path) implements Consumer<OutputFrame> {

  /** Whoever follows a container is told from its first line on, each time. */
  void empty() {
    write(new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
  }

  @Override
  public void accept(OutputFrame frame) {
    byte[] bytes = frame.getBytes();
    if (bytes != null) {
      write(bytes, StandardOpenOption.APPEND);
    }
  }

  private void write(byte[] bytes, StandardOpenOption how) {
    try {
      Files.write(path, bytes, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
