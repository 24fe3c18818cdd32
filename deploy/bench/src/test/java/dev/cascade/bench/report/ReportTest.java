package dev.cascade.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.bench.audit.Findings;
import dev.cascade.bench.load.Latencies;
import dev.cascade.bench.load.LoadResult;
import dev.cascade.bench.report.LatencyPlot.Line;
import dev.cascade.bench.resources.ResourceUse;
import dev.cascade.bench.resources.ResourceUse.PartUse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class ReportTest {

  private static final Findings BROKEN = new Findings(1, List.of("balances sum to 1, not to 0"));

  @Test
  void theMedianOfAnEvenNumberIsBetweenTheMiddleOnes() {
    assertThat(Spread.of(DoubleStream.of(9, 1, 2, 4))).isEqualTo(new Spread(3, 1, 9));
    assertThat(Spread.of(DoubleStream.of(9, 1, 4))).isEqualTo(new Spread(4, 1, 9));
    assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(DoubleStream.empty()));
  }

  @Test
  void aSpreadShowsItsEndsOnlyIfTheyDiffer() {
    assertThat(Spread.of(DoubleStream.of(1, 2, 4)).text(1)).isEqualTo("2.0 [1.0-4.0]");
    assertThat(Spread.of(DoubleStream.of(2)).text(1)).isEqualTo("2.0");
  }

  @Test
  void columnsAreAligned() {
    TextTable table = new TextTable("name", "ms");
    table.row("a", "10.0");

    assertThat(table.lines()).containsExactly("name    ms", "a     10.0");
    assertThatIllegalArgumentException().isThrownBy(() -> table.row("too few"));
  }

  @Test
  void latenciesShowTheMedianOfTheRunsAndTheirSpread() {
    List<String> lines =
        Tables.latencies(
            List.of(
                run(1, 10_000, Findings.NONE),
                run(2, 20_000, Findings.NONE),
                run(3, 40_000, Findings.NONE)));

    assertThat(lines).hasSize(2);
    assertThat(lines.get(1)).startsWith("100/s").contains("20.0 [10.0-40.0]");
  }

  @Test
  void aVoidRunIsCountedAndLeftOut() {
    List<String> lines =
        Tables.latencies(List.of(run(1, 10_000, Findings.NONE), run(2, 90_000, BROKEN)));

    assertThat(lines.get(1)).contains("1 of 2").contains("10.0").doesNotContain("90.0");
    assertThat(Tables.latencies(List.of(run(1, 10_000, BROKEN))).get(1))
        .contains("0 of 1")
        .endsWith("void");
  }

  @Test
  void contendersShowWhatAnOrderCostsInTheRunsThatCount() {
    List<Measurement> runs =
        List.of(
            run(1, 10_000, Findings.NONE).with(Map.of("cost", 7.0)),
            run(2, 20_000, Findings.NONE).with(Map.of("cost", 9.0)),
            run(3, 90_000, BROKEN).with(Map.of("cost", 99.0)));

    assertThat(Tables.contenders(runs, "cost").get(1))
        .contains("15.0 [10.0-20.0]")
        .contains("0.50")
        .endsWith("8.0 [7.0-9.0]");
    assertThat(Tables.contenders(List.of(run(1, 10_000, BROKEN)), "cost").get(1)).endsWith("void");
  }

  @Test
  void theDriversAndTheSystemsShareAreToldApart() {
    String line = Tables.line(run(1, 10_000, Findings.NONE));

    assertThat(line).contains("driver 0.20 system 0.50 foreign 0.30");
  }

  @Test
  void thePlotIsWellFormedAndHasALineForEachVariant() throws Exception {
    Latencies latencies = Latencies.of(LongStream.rangeClosed(1_000, 200_000));

    String svg =
        LatencyPlot.svg(
            "a < b & c",
            List.of(
                new Line("10/s <cold>", latencies.curve()), new Line("50/s", latencies.curve())));

    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(document.getElementsByTagName("polyline").getLength()).isEqualTo(2);
    assertThat(svg).doesNotContain("NaN", "Infinity");
  }

  @Test
  void aPlotWithoutAnyRunIsWellFormedToo() throws Exception {
    String svg = LatencyPlot.svg("nothing", List.of());

    assertThat(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                .getElementsByTagName("polyline")
                .getLength())
        .isZero();
  }

  @Test
  void theJsonHoldsEveryRunWithItsFindings(@TempDir Path folder) throws IOException {
    List<Path> files =
        new ResultFiles(folder.resolve("bench"))
            .write(
                "order-validated",
                Map.of("cores", "2"),
                Map.of("--runs", "2"),
                List.of(run(1, 10_000, Findings.NONE), run(2, 20_000, BROKEN)));

    JsonNode json = new ObjectMapper().readTree(files.getFirst().toFile());
    assertThat(json.path("workload").asText()).isEqualTo("order-validated");
    assertThat(json.path("machine").path("cores").asText()).isEqualTo("2");
    assertThat(json.path("measurements")).hasSize(2);
    assertThat(json.at("/measurements/0/load/latency/p99").asLong()).isBetween(10_000L, 10_010L);
    assertThat(json.at("/measurements/1/findings/samples/0").asText()).startsWith("balances");
    assertThat(Files.readString(files.getLast())).startsWith("<svg");
  }

  private static Measurement run(int run, long micros, Findings findings) {
    Latencies latencies = Latencies.of(LongStream.of(micros));
    LoadResult load = new LoadResult(100, 99.9, latencies, latencies, 0, 0, 3, Map.of());
    ResourceUse use =
        new ResourceUse(
            10,
            Map.of(
                "kafka",
                new PartUse(2_000, 300),
                "orders",
                new PartUse(3_000, 150),
                ResourceUse.DRIVER,
                new PartUse(2_000, 100)),
            1.0);
    return new Measurement("100/s", run, load, use, null, findings, Map.of());
  }
}
