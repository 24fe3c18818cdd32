package dev.cascade.chaos.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs root; elsewhere the command leaves these faults out, and so does this test. */
class SmallDiskTest {

  private static final long BYTES = 4L << 20;
  private static final byte[] BLOCK = new byte[64 << 10];

  @TempDir Path scratch;
  private Path folder;
  private SmallDisk disk;

  @BeforeEach
  void mount() {
    assumeTrue(SmallDisk.missing(scratch).isEmpty(), "no small disks on this machine");
    folder = scratch.resolve("disk");
    disk = SmallDisk.at(folder, BYTES);
  }

  @AfterEach
  void unmount() {
    if (folder != null) {
      SmallDisk.remove(folder);
    }
  }

  @Test
  void onAFullDiskNothingCanBeWrittenAndWhatWasThereStays() throws IOException {
    Files.write(folder.resolve("before"), BLOCK);

    disk.fill();

    assertThatThrownBy(() -> Files.write(folder.resolve("more"), BLOCK))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left");
    assertThat(folder.resolve("before")).hasBinaryContent(BLOCK);
  }

  @Test
  void onceItIsFreedThereIsRoomAgain() throws IOException {
    Files.write(folder.resolve("before"), BLOCK);
    disk.fill();

    disk.free();

    Files.write(folder.resolve("more"), BLOCK);
    assertThat(folder.resolve("more")).hasBinaryContent(BLOCK);
    assertThat(disk.usedBytes()).isGreaterThanOrEqualTo(2L * BLOCK.length);
  }
}
