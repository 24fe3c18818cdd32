package dev.cascade.schemas.documents;

import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Writes the documentation's table of topics from the catalogue, with {@code -Dpublish}. */
class TopicTableTest {

  private static final long MEGABYTE = 1024 * 1024;

  @Test
  void theTableInTheDocumentationIsTheCatalogue() throws IOException {
    WrittenDocument.mustSay("TOPICS.md", table(TopicCatalogue.load()));
  }

  private static String table(TopicCatalogue catalogue) {
    return """
    # Topics

    Written from `schemas/src/main/resources/dev/cascade/schemas/catalogue/topics.json` by `./mvnw -pl schemas test -Dpublish`.
    Each topic has one owner, its only writer; a validation rule has one writer.

    | topic | key | value | owner | partitions | kept | purpose |
    |---|---|---|---|---|---|---|
    """
        + catalogue.topics().stream().map(TopicTableTest::row).collect(Collectors.joining());
  }

  private static String row(TopicDefinition topic) {
    return "| %s | %s | %s | %s | %d | %s | %s |%n"
        .formatted(
            topic.name(),
            topic.key(),
            topic.value() == null ? "raw bytes" : topic.value(),
            topic.owner(),
            topic.partitions(),
            kept(topic),
            topic.purpose());
  }

  private static String kept(TopicDefinition topic) {
    Duration retention = topic.retention();
    Long most = topic.mostBytes();
    String time = retention == null ? "compacted" : retention.toDays() + " days";
    return most == null ? time : "%s, at most %d MB".formatted(time, most / MEGABYTE);
  }
}
