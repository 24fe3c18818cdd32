package dev.cascade.schemas.documents;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import dev.cascade.schemas.evolution.PublishedSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Writes the event catalogue: each topic with its contract, who reads it, and an example. */
class EventCatalogueTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void theEventCatalogueIsWhatTheTopicsAndSchemasSay() throws IOException {
    WrittenDocument.mustSay("EVENTS.md", document(TopicCatalogue.load().topics()));
  }

  private static String document(List<TopicDefinition> topics) {
    return """
    # Event catalogue

    Written from the catalogue of topics, the schemas and `schemas/published` by `./mvnw -pl schemas test -Dpublish`.
    Every value is Avro in the wire format of Confluent's clients (a zero byte, the schema's id in four bytes, the record); its subject is the
    topic's name with `-value`. Examples are shown as `./cascade tail TOPIC` shows records; optional fields have a value in them. A field that
    is marked *personal* is masked wherever a record is shown. [TOPICS.md](TOPICS.md) is the short table, [asyncapi.json](asyncapi.json)
    the same for tools; the dead letters are raw bytes, see [ADR 12](adr/0012-dead-letter-desk.md).

    """
        + contracts(topics)
            .map(
                topic -> "- [%s](#%s): %s%n".formatted(topic.name(), topic.name(), topic.purpose()))
            .collect(joining())
        + contracts(topics).map(EventCatalogueTest::chapter).collect(joining());
  }

  private static Stream<TopicDefinition> contracts(List<TopicDefinition> topics) {
    return topics.stream().filter(topic -> topic.valueSchema().isPresent());
  }

  private static String chapter(TopicDefinition topic) {
    Schema schema = topic.valueSchema().orElseThrow();
    return """

    ## %s

    %s. `%s`, version %d, by %s.

    - Written by %s
    - Read by %s
    - Looked at by %s

    | field | type | what |
    |---|---|---|
    %s
    ```json
    %s
    ```
    """
        .formatted(
            topic.name(),
            topic.purpose(),
            schema.getName(),
            PublishedSchemas.of(topic).size(),
            topic.key(),
            topic.owner(),
            topic.isForOutsiders() ? "people and other systems" : names(topic.dependents()),
            names(topic.onDemand()),
            FieldRows.of(schema),
            pretty(schema));
  }

  private static String names(Set<String> services) {
    return services.isEmpty() ? "nobody" : String.join(", ", services);
  }

  private static String pretty(Schema schema) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(ExampleRecord.of(schema));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
