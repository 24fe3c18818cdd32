package dev.cascade.local.run;

import dev.cascade.local.platform.ServerFailedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Sees to it that two launchers do not start or stop the same ecosystem at the same time. */
public final class HomeLock implements AutoCloseable {

  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock; the system gives it back when this process ends, however it ends.
   *
   * @throws ServerFailedException when another launcher has it, or the folder cannot be written
   */
  public static HomeLock take(Path home) {
    try {
      Files.createDirectories(home);
      FileChannel channel =
          FileChannel.open(
              home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new ServerFailedException(
            "Another ./cascade is at work in " + home + "; wait for it.");
      }
      return new HomeLock(channel);
    } catch (IOException e) {
      throw new ServerFailedException(
          "The state folder "
              + home
              + " cannot be written ("
              + e
              + "). CASCADE_HOME can name another.",
          e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new ServerFailedException("The lock cannot be given back: " + e.getMessage(), e);
    }
  }
}
