package dev.cascade.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import java.io.IOException;
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
 * by, every version of its subject under {@code published/}.
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
  void theCurrentSchemaIsCompatibleWithEveryPublishedVersion(TopicDefinition topic)
      throws IOException, SchemaValidationException {
    FULL_TRANSITIVE.validate(topic.valueSchema().orElseThrow(), published(topic));
  }

  @Test
  void aFieldWithoutDefaultIsRefused() {
    Schema before = record("{\"name\":\"a\",\"type\":\"string\"}");
    Schema after =
        record("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"string\"}");

    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> FULL_TRANSITIVE.validate(after, List.of(before))))
        .isInstanceOf(SchemaValidationException.class);
  }

  private static Schema record(String fields) {
    return new Schema.Parser()
        .parse("{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}");
  }

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
      throw new java.io.UncheckedIOException(e);
    }
  }
}
