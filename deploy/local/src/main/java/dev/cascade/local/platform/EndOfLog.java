package dev.cascade.local.platform;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The last lines of a log, of which no more than its last megabyte is read, however long it is.
 *
 * @param lines the oldest first
 * @param length of the log when it was read, bytes
 */
public record EndOfLog(List<String> lines, long length) {

  private static final int MOST_BYTES = 1 << 20;

  /** At most so many lines; none of a log that is not there. */
  public static EndOfLog of(Path log, int count) throws IOException {
    if (!Files.exists(log)) {
      return new EndOfLog(List.of(), 0);
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long length = file.length();
      long from = Math.max(0, length - MOST_BYTES);
      byte[] end = new byte[(int) (length - from)];
      file.seek(from);
      file.readFully(end);
      List<String> lines = whole(new String(end, StandardCharsets.UTF_8), from > 0);
      return new EndOfLog(
          List.copyOf(lines.subList(Math.max(0, lines.size() - count), lines.size())), length);
    }
  }

  /** Where it was not read from the beginning, the first line may be half of one. */
  private static List<String> whole(String text, boolean cut) {
    return text.lines().skip(cut ? 1 : 0).toList();
  }
}
