package dev.cascade.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeFolderTest {

  @TempDir Path home;

  @Test
  void wipingDeletesWhatCascadeMadeAndNothingElse() throws IOException {
    Files.createDirectories(home.resolve("data/kafka/log"));
    Files.createFile(home.resolve("data/kafka/log/meta.properties"));
    Files.createFile(home.resolve("holiday.jpg"));

    new HomeFolder(home).wipe();

    assertThat(home).isDirectoryNotContaining(path -> path.endsWith("data"));
    assertThat(home.resolve("holiday.jpg")).exists();
  }
}
