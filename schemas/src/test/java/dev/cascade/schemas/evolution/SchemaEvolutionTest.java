package dev.cascade.schemas.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The build step that refuses an incompatible schema: each current schema must read, and be read
 * by, every version of its subject under {@code published/}. A changed schema is published as the
 * next version with {@code ./mvnw -pl schemas test -Dpublish}.
 */
class SchemaEvolutionTest {

  private static final SchemaValidator FULL_TRANSITIVE =
      new SchemaValidatorBuilder().mutualReadStrategy().validateAll();

  static List<TopicDefinition> topicsWithSchema() {
    return TopicCatalogue.load().topics().stream()
        .filter(topic -> topic.valueSchema().isPresent())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("topicsWithSchema")
  void theCurrentSchemaIsPublishedAndCompatibleWithEveryVersionBefore(TopicDefinition topic)
      throws IOException {
    Schema current = topic.valueSchema().orElseThrow();
    List<Schema> published = PublishedSchemas.of(topic);
    requireCompatible(topic, current, published);

    if (System.getProperty("publish") != null && !published.contains(current)) {
      PublishedSchemas.publish(topic, current);
    } else {
      assertThat(published)
          .as("published versions of %s; publish a wanted change with -Dpublish", topic.name())
          .endsWith(current);
    }
  }

  @Test
  void aNewFieldWithoutDefaultIsRefusedAndSaidForWhomItBreaks() {
    TopicDefinition topic = TopicCatalogue.load().topic("order-payments");
    Schema before = record("{'name':'a','type':'string'}");
    Schema after = record("{'name':'a','type':'string'},{'name':'b','type':'string'}");

    assertThatThrownBy(() -> requireCompatible(topic, after, List.of(before)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll(
            "topic order-payments",
            "records of version 1, for email-service, orders-service, payments-service with",
            "READER_FIELD_MISSING_DEFAULT_VALUE at /fields/1: b",
            "Give a new field a default")
        .hasMessageNotContaining("still have version 1");
  }

  @Test
  void aRemovedFieldBreaksThoseWhoStillReadIt() {
    TopicDefinition topic = TopicCatalogue.load().topic("audit-events");
    Schema before = record("{'name':'a','type':'string'},{'name':'b','type':'string'}");
    Schema after = record("{'name':'a','type':'string'}");

    assertThatThrownBy(() -> requireCompatible(topic, after, List.of(before)))
        .hasMessageContainingAll(
            "records with the change, for those who read it outside while they still have version 1",
            "READER_FIELD_MISSING_DEFAULT_VALUE at /fields/1: b")
        .hasMessageNotContaining("records of version 1");
  }

  @Test
  void aNewFieldWithDefaultIsAccepted() {
    Schema before = record("{'name':'a','type':'string'}");
    Schema after = record("{'name':'a','type':'string'},{'name':'b','type':'int','default':0}");

    requireCompatible(TopicCatalogue.load().topic("orders"), after, List.of(before));
  }

  private static void requireCompatible(
      TopicDefinition topic, Schema changed, List<Schema> published) {
    try {
      FULL_TRANSITIVE.validate(changed, published.reversed());
    } catch (SchemaValidationException e) {
      fail(Breakage.of(topic, changed, published), e);
    }
  }

  private static Schema record(String fields) {
    String json = "{'type':'record','name':'R','fields':[" + fields + "]}";
    return new Schema.Parser().parse(json.replace('\'', '"'));
  }
}
