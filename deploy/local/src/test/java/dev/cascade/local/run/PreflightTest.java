package dev.cascade.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.local.platform.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {

  @TempDir Path directory;

  @Test
  void aFreePortIsNoProblem() {
    assertThat(Preflight.portProblem("orders http", Ports.free(1).getFirst())).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aTakenPortIsNamedTogetherWithTheProcessThatHasIt() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Preflight.portProblem("orders http", taken.getLocalPort()))
          .hasValueSatisfying(problem ->
              assertThat(problem)
                  .contains("Port " + taken.getLocalPort() + " (orders http)")
                  .contains("pid " + ProcessHandle.current().pid())
                  .contains("java"));
    }
  }

  @Test
  void aPortTakenOnAllAddressesIsTakenOnThisOneToo() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      assertThat(Preflight.portProblem("orders http", taken.getLocalPort())).isPresent();
    }
  }

  @Test
  void aFolderThatCanBeWrittenIsNoProblemAndIsCreated() {
    Path home = directory.resolve("new");

    assertThat(Preflight.folderProblems(home)).isEmpty();
    assertThat(home).isDirectory().isEmptyDirectory();
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    assertThat(Preflight.folderProblems(file.resolve("home")))
        .singleElement()
        .asString()
        .contains("state folder", file.toString(), "CASCADE_HOME");
  }
}
