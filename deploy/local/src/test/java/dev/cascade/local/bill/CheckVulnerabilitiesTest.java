package dev.cascade.local.bill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Known faults, in the words of OSV, against a bill of CycloneDX. */
class CheckVulnerabilitiesTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
  private static final String LOG4SHELL = "log4shell.json";

  @TempDir Path root;

  private Path advisory;

  private record Ended(int status, String said) {}

  @BeforeEach
  void advisory() throws IOException {
    advisory = root.resolve(LOG4SHELL);
    try (InputStream json = getClass().getResourceAsStream("/advisories/" + LOG4SHELL)) {
      Files.copy(json, advisory);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2.3.2,0",
    "2.4,1",
    "2.4-beta9,0",
    "2.12.1,1",
    "2.12.2,0",
    "2.13.0-rc1,0",
    "2.13.0,1",
    "2.14.1,1",
    "2.15.0,0",
    "2.15.0-rc2,1",
    "2.25.4,0"
  })
  void versionsAreComparedAsMavenComparesThem(String version, int status) throws IOException {
    bill("org.apache.logging.log4j", "log4j-core", version);

    assertThat(check(advisory).status()).isEqualTo(status);
  }

  @Test
  void whatIsFoundIsNamedWithWhatItIs() throws IOException {
    bill("org.apache.logging.log4j", "log4j-core", "2.14.1");

    assertThat(check(advisory).said())
        .contains("org.apache.logging.log4j:log4j-core:2.14.1")
        .contains("GHSA-jfh8-c2jp-5v3q", "CVE-2021-44228", "Remote code injection")
        .contains("1 components, 1 advisories: 1 found");
  }

  @Test
  void theSameNameElsewhereIsAnotherThing() throws IOException {
    bill("org.apache.logging.log4j", "log4j-api", "2.14.1");

    assertThat(check(advisory))
        .isEqualTo(new Ended(0, "1 components, 1 advisories: nothing is known of them\n"));
  }

  @Test
  void allOfOsvsArchiveIsRead() throws IOException {
    bill("org.apache.logging.log4j", "log4j-core", "2.14.1");
    Path all = root.resolve("all.zip");
    try (OutputStream bytes = Files.newOutputStream(all);
        ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("GHSA-0.json"));
      zip.write("{\"id\":\"GHSA-0\",\"withdrawn\":\"2024-01-01T00:00:00Z\"}".getBytes(UTF_8));
      zip.putNextEntry(new ZipEntry("GHSA-1.json"));
      zip.write(Files.readAllBytes(advisory));
    }

    assertThat(check(all)).matches(it -> it.status() == 1 && it.said().contains("2 advisories"));
  }

  @Test
  void whatAPersonHasAcceptedIsNotToldUntilItsDay() throws IOException {
    bill("org.apache.logging.log4j", "log4j-core", "2.14.1");
    for (Map.Entry<String, Integer> day : Map.of("2026-06-01", 0, "2026-05-31", 1).entrySet()) {
      Path file = root.resolve("deploy/dependencies/accepted-vulnerabilities.json");
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          "[{\"id\":\"CVE-2021-44228\",\"component\":\"org.apache.logging.log4j:log4j-core\","
              + "\"why\":\"no lookups\",\"until\":\""
              + day.getKey()
              + "\"}]");

      assertThat(check(advisory).status()).as(day.getKey()).isEqualTo(day.getValue());
    }
  }

  @Test
  void aFileThatIsSomethingElseIsNoGoodNews() throws IOException {
    bill("a", "b", "1");
    for (String content : new String[] {"", "[]", "{\"a\":1}", "no json", "{\"id\":\"x\"}"}) {
      Files.writeString(advisory, content);

      assertThat(check(advisory).status()).as(content).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    }
  }

  private void bill(String group, String name, String version) throws IOException {
    Files.writeString(
        root.resolve("bom.json"),
        """
        {"bomFormat":"CycloneDX","components":[
          {"group":"dev.cascade","name":"schemas","version":"1"},
          {"group":"%s","name":"%s","version":"%s","licenses":[{"license":{"id":"Apache-2.0"}}]}]}
        """
            .formatted(group, name, version));
  }

  private Ended check(Path from) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    CommandLine line =
        new CommandLine(new CheckVulnerabilities(root, new PrintStream(said, true, UTF_8), CLOCK));
    line.setExecutionExceptionHandler((_, _, _) -> CommandLine.ExitCode.SOFTWARE);
    int status =
        line.execute("--from", from.toString(), "--bill", root.resolve("bom.json").toString());
    return new Ended(status, said.toString(UTF_8));
  }
}
