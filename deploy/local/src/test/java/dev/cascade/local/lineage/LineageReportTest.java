package dev.cascade.local.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineageReportTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void eachTopicIsALineWithItsWritersAndReaders() throws JsonProcessingException {
    LineageReport report =
        new LineageReport(
            List.of(
                service("orders-rest", "[]", "[\"requests\"]"),
                service("orders-lifecycle", "[\"requests\"]", "[\"orders\"]"),
                service("mails", "[\"orders\"]", "[]"),
                service("views", "[\"orders\"]", "[]")),
            List.of());

    assertThat(report.lines())
        .containsExactly(
            "TOPIC     WRITTEN BY        READ BY",
            "orders    orders-lifecycle  mails, views",
            "requests  orders-rest       orders-lifecycle");
    assertThat(report.isWhole()).isTrue();
  }

  @Test
  void aTopicThatNobodyWritesOrReadsShowsIt() throws JsonProcessingException {
    LineageReport report =
        new LineageReport(List.of(service("a", "[\"in\"]", "[\"out\"]")), List.of());

    assertThat(report.lines()).contains("in     -           a", "out    a           -");
  }

  @Test
  void whoDoesNotAnswerIsNamed() {
    LineageReport report = new LineageReport(List.of(), List.of("email"));

    assertThat(report.isWhole()).isFalse();
    assertThat(report.lines()).last().asString().startsWith("email does not answer");
    assertThat(report.json()).isEqualTo("[ ]");
  }

  private static JsonNode service(String name, String reads, String writes)
      throws JsonProcessingException {
    return JSON.readTree(
        "{\"service\":\"s\",\"applications\":[{\"name\":\"%s\",\"reads\":%s,\"writes\":%s}]}"
            .formatted(name, reads, writes));
  }
}
