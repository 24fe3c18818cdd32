package dev.cascade.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndOfLogTest {

  @TempDir private Path folder;

  @Test
  void aLogThatIsNotThereHasNoLines() throws IOException {
    assertThat(EndOfLog.of(folder.resolve("none.log"), 3).lines()).isEmpty();
  }

  @Test
  void aShortLogIsReadFromItsBeginning() throws IOException {
    Path log = Files.writeString(folder.resolve("short.log"), "one\ntwo\nthree\n");

    assertThat(EndOfLog.of(log, 5).lines()).containsExactly("one", "two", "three");
    assertThat(EndOfLog.of(log, 2)).isEqualTo(new EndOfLog(List.of("two", "three"), 14));
  }

  @Test
  void ofALongLogWholeLinesOfItsEndAreRead() throws IOException {
    Path log = folder.resolve("long.log");
    try (BufferedWriter out = Files.newBufferedWriter(log)) {
      for (int i = 0; i < 300_000; i++) {
        out.write("line %07d%n".formatted(i));
      }
    }

    EndOfLog end = EndOfLog.of(log, 1_000_000);

    assertThat(end.lines()).hasSizeBetween(50_000, 100_000).last().isEqualTo("line 0299999");
    assertThat(end.lines()).allMatch(line -> line.length() == 12);
    assertThat(end.length()).isEqualTo(Files.size(log));
  }
}
