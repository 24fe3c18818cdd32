package dev.cascade.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a database's cluster is made, by an {@code initdb} that only pretends. */
class PostgresServerTest {

  @TempDir Path folder;
  private Path initdb;
  private Path cluster;
  private PostgresServer server;

  @BeforeEach
  void install() throws IOException {
    Path worker = folder.resolve("worker");
    Files.createFile(Files.createDirectories(worker.resolve("postgres")).resolve("programs.jar"));
    Path unpacked = folder.resolve("cache");
    initdb = Files.createDirectories(unpacked.resolve("programs").resolve("bin")).resolve("initdb");
    cluster = folder.resolve("data").resolve("cluster");
    server =
        PostgresServer.builder()
            .programs(new ConnectDirectory(worker, List.of()), unpacked)
            .dataDirectory(folder.resolve("data"))
            .build();
  }

  @Test
  void aClusterThatWasLeftHalfMadeIsMadeAnewByTheNextStart() throws Exception {
    makeInitdbThat("exit 1");
    assertThatThrownBy(server::prepare)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("initdb ended with 1");
    assertThat(cluster).doesNotExist();

    makeInitdbThat("touch \"$2/whole\"");
    server.prepare();

    assertThat(cluster).isDirectoryContaining("glob:**/whole");
    assertThat(cluster.getParent()).isDirectoryNotContaining("glob:**/cluster-*");
  }

  /** Like the real one it takes no folder that is there, and begins with the version. */
  private void makeInitdbThat(String ends) throws IOException {
    Files.writeString(
        initdb,
        """
        #!/bin/sh
        set -e
        mkdir "$2"
        echo 18 > "$2/PG_VERSION"
        %s
        """
            .formatted(ends));
    Files.setPosixFilePermissions(initdb, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
