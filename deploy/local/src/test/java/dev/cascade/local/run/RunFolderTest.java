package dev.cascade.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

  @TempDir Path directory;
  private RunFolder folder;

  @BeforeEach
  void open() {
    folder = new RunFolder(directory.resolve("run"));
  }

  @Test
  void aRunningProcessIsFoundAgain() {
    folder.remember("orders", ProcessHandle.current());

    assertThat(folder.find("orders")).contains(ProcessHandle.current());
  }

  @Test
  void aProcessThatHasEndedIsNotFoundButKnown() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    folder.remember("orders", process.toHandle());

    process.destroyForcibly().waitFor();

    assertThat(folder.find("orders")).isEmpty();
    assertThat(folder.knows("orders")).isTrue();
  }

  @Test
  void anotherProcessThatWasGivenTheSameIdIsNotTakenForTheServer() throws IOException {
    folder.remember("orders", ProcessHandle.current());
    Files.writeString(note(), ProcessHandle.current().pid() + " 1234567890000\n");

    assertThat(folder.find("orders")).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aProcessIsFoundThoughTheClockWasSetMeanwhile() throws IOException {
    String[] words = noted();
    long anHourBefore = Long.parseLong(words[1]) - 3_600_000;

    Files.writeString(note(), words[0] + " " + anHourBefore + " " + words[2]);

    assertThat(folder.find("orders")).contains(ProcessHandle.current());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aProcessOfAnotherBootIsNotTakenForTheServer() throws IOException {
    String[] words = noted();
    String ticks = words[2].substring(0, words[2].indexOf('@'));

    Files.writeString(note(), words[0] + " " + words[1] + " " + ticks + "@another-boot");

    assertThat(folder.find("orders")).isEmpty();
  }

  @Test
  void aNoteOfAnEarlierVersionIsReadByItsTime() throws IOException {
    String[] words = noted();

    Files.writeString(note(), words[0] + " " + words[1] + "\n");

    assertThat(folder.find("orders")).contains(ProcessHandle.current());
  }

  @Test
  void aServerThatWasStoppedIsForgotten() {
    folder.remember("orders", ProcessHandle.current());

    folder.forget("orders");

    assertThat(folder.find("orders")).isEmpty();
    assertThat(folder.knows("orders")).isFalse();
  }

  @Test
  void aNoteThatMakesNoSenseIsNoProcess() throws IOException {
    Files.createDirectories(directory.resolve("run"));
    Files.writeString(note(), "garbage");

    assertThat(folder.find("orders")).isEmpty();
  }

  /** The words of the note of this process. */
  private String[] noted() throws IOException {
    folder.remember("orders", ProcessHandle.current());
    return Files.readString(note()).strip().split(" ");
  }

  private Path note() {
    return directory.resolve("run").resolve("orders.pid");
  }
}
