package dev.cascade.local.bill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Known faults from a file: one advisory of OSV, a list of them, several one after the other, or a
 * zip of such files, as OSV publishes one for all of Maven's artifacts. One advisory is held at a
 * time, however many there are.
 */
final class Advisories {

  private static final ObjectReader JSON = new ObjectMapper().readerFor(JsonNode.class);

  private Advisories() {}

  /**
   * Gives each advisory away, and tells how many there were.
   *
   * @throws IOException when something in the file cannot be read; nothing is left out in silence
   */
  static int each(Path file, Consumer<Advisory> advisory) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      return file.toString().toLowerCase(Locale.ROOT).endsWith(".zip")
          ? zipped(bytes, advisory)
          : read(bytes, advisory);
    }
  }

  private static int zipped(InputStream bytes, Consumer<Advisory> advisory) throws IOException {
    ZipInputStream zip = new ZipInputStream(bytes);
    int count = 0;
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (!entry.isDirectory()) {
        count += readHere(zip, advisory);
      }
    }
    return count;
  }

  private static int readHere(ZipInputStream zip, Consumer<Advisory> advisory) throws IOException {
    return read(new java.io.ByteArrayInputStream(zip.readAllBytes()), advisory);
  }

  private static int read(InputStream bytes, Consumer<Advisory> advisory) throws IOException {
    int count = 0;
    try (MappingIterator<JsonNode> values = JSON.readValues(bytes)) {
      while (values.hasNextValue()) {
        advisory.accept(known(values.nextValue()));
        count++;
      }
    }
    return count;
  }

  private static Advisory known(JsonNode osv) throws IOException {
    if (!osv.hasNonNull("id") || !osv.has("affected") && !osv.hasNonNull("withdrawn")) {
      throw new IOException("no advisory of OSV, which has an id and says what is affected");
    }
    return Advisory.of(osv);
  }
}
