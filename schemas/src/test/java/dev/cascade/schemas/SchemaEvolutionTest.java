package dev.cascade.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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

  private static final Path PUBLISHED = Path.of("published");

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
      throws IOException, SchemaValidationException {
    Schema current = topic.valueSchema().orElseThrow();
    List<Schema> published = published(topic);
    FULL_TRANSITIVE.validate(current, published.reversed());

    if (System.getProperty("publish") != null && !published.contains(current)) {
      publish(topic, current, published.size() + 1);
    } else {
      assertThat(published)
          .as("published versions of %s; publish a wanted change with -Dpublish", topic.name())
          .endsWith(current);
    }
  }

  @Test
  void aNewFieldWithoutDefaultIsRefused() {
    Schema before = record("{'name':'a','type':'string'}");
    Schema after = record("{'name':'a','type':'string'},{'name':'b','type':'string'}");

    assertThatThrownBy(() -> FULL_TRANSITIVE.validate(after, List.of(before)))
        .isInstanceOf(SchemaValidationException.class);
  }

  @Test
  void aNewFieldWithDefaultIsAccepted() throws SchemaValidationException {
    Schema before = record("{'name':'a','type':'string'}");
    Schema after = record("{'name':'a','type':'string'},{'name':'b','type':'int','default':0}");

    FULL_TRANSITIVE.validate(after, List.of(before));
  }

  private static Schema record(String fields) {
    String json = "{'type':'record','name':'R','fields':[" + fields + "]}";
    return new Schema.Parser().parse(json.replace('\'', '"'));
  }

  private static void publish(TopicDefinition topic, Schema schema, int version)
      throws IOException {
    Path folder = Files.createDirectories(PUBLISHED.resolve(topic.valueSubject()));
    Files.writeString(folder.resolve(fileName(version)), schema.toString(true) + "\n");
  }

  private static String fileName(int version) {
    return "v%03d.avsc".formatted(version);
  }

  /** The versions of the topic's subject, oldest first. */
  private static List<Schema> published(TopicDefinition topic) throws IOException {
    Path folder = PUBLISHED.resolve(topic.valueSubject());
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> versions = Files.list(folder)) {
      return versions.sorted().map(SchemaEvolutionTest::parse).toList();
    }
  }

  private static Schema parse(Path file) {
    try {
      return new Schema.Parser().parse(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
