package dev.cascade.local.letters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.local.platform.Ports;
import dev.cascade.local.run.Installation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the command says when it is used wrongly; that it works is seen by the system tests. */
class DeadLettersTest {

  private static final int ORDERS_PORT = 8081;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringWriter err = new StringWriter();

  @Test
  void aServiceThatIsNoneIsRefusedWithThoseThatAre() {
    assertThat(run("list", "--service", "order")).isEqualTo(1);
    assertThat(err.toString()).contains("No service is called 'order'", "orders", "email");
  }

  @Test
  void aServiceThatDoesNotRunIsNamed() {
    assertThat(run("show", "--service", "orders", "0-1")).isEqualTo(1);
    assertThat(err.toString()).contains("No answer to GET", "/v1/dead-letters/0-1");
  }

  @Test
  void anActNeedsAReason() {
    assertThat(run("discard", "--service", "orders", "0-1")).isEqualTo(2);
    assertThat(err.toString()).contains("--why");
  }

  @Test
  void aCorrectionIsForOneLetterAndMustBeJson() {
    assertThat(run("replay", "--service", "orders", "--why", "w", "--value", "{}")).isEqualTo(1);
    assertThat(err.toString()).contains("name its ID");
    assertThat(run("replay", "--service", "orders", "0-1", "--why", "w", "--value", "{"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("--value is no JSON");
    assertThat(run("replay", "--service", "orders", "0-1", "--why", "w", "--topic", "orders"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("An ID names one letter");
  }

  @Test
  void eachCommandSaysHowItIsUsed() {
    assertThat(run("replay", "--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("--service", "--why", "--value");
  }

  private int run(String... arguments) {
    int offset = Ports.free(1).getFirst() - ORDERS_PORT;
    Installation nothingRuns = new Installation(Path.of("."), Path.of("."), Math.max(0, offset));
    PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new CommandLine(new DeadLetters(nothingRuns, printed))
        .setOut(new PrintWriter(printed, true))
        .setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler((failure, line, parsed) -> {
          line.getErr().println(failure.getMessage());
          return 1;
        })
        .execute(arguments);
  }
}
