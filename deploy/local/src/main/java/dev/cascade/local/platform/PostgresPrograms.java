package dev.cascade.local.platform;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked from the archive that Maven Central carries.
 *
 * @param folder the folder that holds {@code bin}
 */
record PostgresPrograms(Path folder) {

  private static final int EXECUTABLE = 0100;

  /**
   * The programs of that archive, unpacked unless an earlier start did.
   *
   * @param parent where they are kept, each version in a folder of its own
   */
  static PostgresPrograms of(Path archive, Path parent) throws IOException {
    String name = archive.getFileName().toString().replaceFirst("\\.jar$", "");
    Path folder = parent.resolve(name);
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(parent);
      Path whole = Files.createTempDirectory(parent, "unpacking");
      try {
        unpack(archive, whole);
        Files.setPosixFilePermissions(whole, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(whole, folder, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileAlreadyExistsException e) {
        FileTree.delete(whole);
      } catch (IOException e) {
        FileTree.delete(whole);
        throw e;
      }
    }
    return new PostgresPrograms(folder);
  }

  /** One of the programs. */
  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  private static void unpack(Path archive, Path target) throws IOException {
    try (ZipInputStream jar =
        new ZipInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
      for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
        if (entry.getName().endsWith(".txz")) {
          untar(new XZInputStream(jar), target);
          return;
        }
      }
    }
    throw new IOException(archive + " holds no programs");
  }

  private static void untar(InputStream bytes, Path target) throws IOException {
    TarArchiveInputStream tar = new TarArchiveInputStream(bytes);
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      Path file = target.resolve(entry.getName()).normalize();
      if (!file.startsWith(target)) {
        throw new IOException("The archive wants to write outside of its folder: " + file);
      }
      if (entry.isDirectory()) {
        Files.createDirectories(file);
      } else {
        write(tar, entry, file);
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path file)
      throws IOException {
    Files.createDirectories(file.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, file);
    boolean isProgram = (entry.getMode() & EXECUTABLE) != 0;
    Files.setPosixFilePermissions(
        file, PosixFilePermissions.fromString(isProgram ? "rwxr-xr-x" : "rw-r--r--"));
  }
}
