package dev.cascade.system.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggedErrorsTest {

  private static final String BEFORE =
      "2030-01-01 10:00:00,000 ERROR [dev.cascade] (main) Long ago\n";

  @TempDir Path folder;

  @Test
  void whatIsLoggedAsAnErrorIsFoundAndNothingBeforeIt() throws IOException {
    Path log = folder.resolve("orders.log");
    Files.writeString(log, BEFORE);
    LoggedErrors errors = LoggedErrors.fromNow(Stream.of(log));

    Files.writeString(
        log,
        """
        2030-01-01 10:00:01,000 WARN  [dev.cascade] (main) An ERROR of somebody else
        2030-01-01 10:00:02,000 ERROR [dev.cascade.Problems] (executor-1) A request failed
        java.lang.IllegalStateException: here
        \tat dev.cascade.Somewhere.here(Somewhere.java:1)
        Exception in thread "relay" java.lang.NullPointerException
        2030-01-01 10:00:03,000 FATAL [dev.cascade] (main) The end
        """,
        StandardOpenOption.APPEND);

    assertThat(errors.lines())
        .containsExactly(
            "orders.log: 2030-01-01 10:00:02,000 ERROR [dev.cascade.Problems] (executor-1) A"
                + " request failed",
            "orders.log: Exception in thread \"relay\" java.lang.NullPointerException",
            "orders.log: 2030-01-01 10:00:03,000 FATAL [dev.cascade] (main) The end");
  }
}
