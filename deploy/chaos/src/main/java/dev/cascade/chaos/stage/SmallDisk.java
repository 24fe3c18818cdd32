package dev.cascade.chaos.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file system in memory with a size of its own, under a folder of one part. It gets full by
 * shrinking to what is on it, which costs no memory, and has room again by growing.
 */
public final class SmallDisk {

  private static final long PAGE_BYTES = 4096;

  private final Path folder;
  private final long bytes;

  private SmallDisk(Path folder, long bytes) {
    this.folder = folder;
    this.bytes = bytes;
  }

  /** Why there can be none on this machine; empty where they can be. */
  static Optional<String> missing(Path scratch) {
    try {
      Path probe = Files.createTempDirectory(scratch, "disk");
      Shell.Result mounted = mount(probe, PAGE_BYTES * 16);
      if (mounted.worked()) {
        Shell.must("umount", probe.toString());
      }
      Files.delete(probe);
      return mounted.worked() ? Optional.empty() : Optional.of(mounted.said());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts one there. */
  static SmallDisk at(Path folder, long bytes) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Shell.Result mounted = mount(folder, bytes);
    if (!mounted.worked()) {
      throw new IllegalStateException("No small disk at " + folder + ": " + mounted.said());
    }
    return new SmallDisk(folder, bytes);
  }

  private static Shell.Result mount(Path folder, long bytes) {
    return Shell.run(
        "mount", "-t", "tmpfs", "-o", "size=" + bytes, "cascade-chaos", folder.toString());
  }

  /** Leaves no room on it. */
  public void fill() {
    // A size of 0 would mean none at all.
    resize(Math.max(PAGE_BYTES, usedBytes()));
  }

  /** Gives it its room again. */
  public void free() {
    resize(bytes);
  }

  /** What is on it, in whole pages. */
  public long usedBytes() {
    try {
      FileStore store = Files.getFileStore(folder);
      return store.getTotalSpace() - store.getUnallocatedSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void resize(long size) {
    Shell.Result resized = resized(size);
    // Something was written since it was measured.
    for (int attempt = 1; !resized.worked() && attempt < 20; attempt++) {
      resized = resized(Math.max(size, usedBytes() + attempt * PAGE_BYTES));
    }
    if (!resized.worked()) {
      throw new IllegalStateException("The disk at " + folder + ": " + resized.said());
    }
  }

  private Shell.Result resized(long size) {
    return Shell.run("mount", "-o", "remount,size=" + size, folder.toString());
  }

  /** Takes it away, with what is on it, whoever still has it. */
  static void remove(Path folder) {
    Shell.run("umount", "-l", folder.toString());
  }
}
