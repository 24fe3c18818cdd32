package dev.cascade.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BenchArgumentsTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no-such-workload",
        "order-validated --rate 0",
        "order-validated --rate ten",
        "order-validated --duration soon",
        "order-validated --duration 0s",
        "order-validated --runs 0",
        "order-validated --lines 5 --products 4",
        "order-confirmed --customers 1",
        "order-confirmed --instances 10",
        "payments --distribution SKEWED",
        "payments --accounts 1",
        "floor --plan HOPS --hops 0",
        "cost --lines 0",
        "cost --keys 10 --lines 100",
        "capacity --partitions 0",
        "capacity --payments-per-account 0",
        "recovery --service kafka",
        "footprint --unknown",
        "peers --lines 2",
        "peers --design ORACLE"
      })
  void whatCannotBeIsRefusedBeforeAnythingRuns(String arguments) {
    int exitCode = execute(arguments);

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).isNotBlank();
  }

  @Test
  void theMessageNamesTheOption() {
    execute("recovery --service kafka");

    assertThat(err.toString()).contains("--service kafka").contains("order-details");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "floor",
        "order-validated",
        "order-confirmed",
        "payments",
        "cost",
        "capacity",
        "footprint",
        "recovery",
        "peers"
      })
  void everyWorkloadExplainsItsOptions(String workload) {
    assertThat(execute(workload + " --help")).isZero();

    assertThat(out.toString()).contains("--rate", "--duration", "--runs", "--warmup");
  }

  @Test
  void theHelpListsTheWorkloads() {
    assertThat(execute("--help")).isZero();

    assertThat(out.toString()).contains("floor", "order-validated", "recovery", "CASCADE_HOME");
  }

  private int execute(String arguments) {
    CommandLine bench = Bench.commandLine();
    bench.setOut(new PrintWriter(out));
    bench.setErr(new PrintWriter(err));
    return bench.execute(arguments.split(" "));
  }
}
