package dev.cascade.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
    Path note = directory.resolve("run").resolve("orders.pid");
    Files.writeString(note, ProcessHandle.current().pid() + " 1234567890000\n");

    assertThat(folder.find("orders")).isEmpty();
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
    Files.writeString(directory.resolve("run").resolve("orders.pid"), "garbage");

    assertThat(folder.find("orders")).isEmpty();
  }
}
