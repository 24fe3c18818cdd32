package dev.cascade.system;

import static dev.cascade.schemas.catalogue.Topics.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.ForeignTool;
import dev.cascade.system.ecosystem.OrderBody;
import dev.cascade.system.ecosystem.Orders;
import dev.cascade.system.ecosystem.Quiet;
import dev.cascade.system.ecosystem.RawWriter;
import dev.cascade.system.history.Fact.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The Python reader on the topics of the running ecosystem. Its packages are installed where the
 * system permits it; where they cannot be had, the test says so and is skipped.
 */
@SystemTest
class PythonReaderTest {

  private static final String PYTHON = "/usr/bin/python3";
  private static final String ORDER = "read-by-python";

  private final Ecosystem ecosystem;
  private final ForeignTool python = new ForeignTool("python-topic-reader");

  PythonReaderTest(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
  }

  @Test
  void anotherTeamFollowsAnOrderPastARecordThatNobodyCanRead() throws IOException {
    if (!python.succeeds(PYTHON, "-c", "import confluent_kafka, avro")
        && !python.installs("python3", "python3-confluent-kafka", "python3-avro")) {
      abort("There is no Python with its Kafka client here, nor can it be installed");
    }
    Orders orders = new Orders(ecosystem);
    Place poison;
    try (RawWriter writer = new RawWriter(ecosystem)) {
      poison = writer.poison(ORDERS, ORDER);
    }
    orders.post(OrderBody.of(ORDER, "c-alice", "tea", 2, "18.20"));
    orders.settled(ORDER);

    String said = read(ORDERS);

    assertThat(states(said)).containsExactly("CREATED", "VALIDATED", "CONFIRMED");
    assertThat(said)
        .contains(
            "unreadable, topic=orders partition=%d offset=%d: no value framed for a registry"
                .formatted(poison.partition(), poison.offset()));
    Quiet.historyOf(ecosystem);
  }

  private String read(String topic) throws IOException {
    return python.run(
        PYTHON,
        "read_topic.py",
        topic,
        "--until-end",
        "--bootstrap",
        ecosystem.bootstrapServers(),
        "--registry",
        ecosystem.registryUrl());
  }

  private static List<String> states(String said) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<String> states = new ArrayList<>();
    for (String line : said.lines().filter(it -> it.startsWith("{")).toList()) {
      JsonNode value = json.readTree(line).path("value");
      if (value.path("id").asText().equals(ORDER)) {
        assertThat(value.path("total").path("minorUnits").asLong()).isEqualTo(3640);
        assertThat(value.path("updatedAt").asText()).endsWith("Z");
        states.add(value.path("state").asText());
      }
    }
    return states;
  }
}
