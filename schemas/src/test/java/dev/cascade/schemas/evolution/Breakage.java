package dev.cascade.schemas.evolution;

import static java.util.stream.Collectors.joining;

import dev.cascade.schemas.catalogue.TopicDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/**
 * Says what an incompatible change of a topic's schema breaks, for whom, and what to do instead.
 */
final class Breakage {

  private static final String ADVICE =
      """
      A record is read for as long as it is kept, and services are upgraded one by one, so that
      every version must read every other. Give a new field a default, leave names and types of
      fields as they are, and do not remove a field that has no default. What means something
      else is another topic, with an owner and readers of its own: see CONTRIBUTING.md.\
      """;

  private Breakage() {}

  /**
   * What breaks when the schema is changed so.
   *
   * @param published every version so far, oldest first
   * @return lines for a person, each version that breaks with its places; only advice when each
   *     version reads the other
   */
  static String of(TopicDefinition topic, Schema changed, List<Schema> published) {
    return Stream.of(
            Stream.of("The changed schema of topic %s breaks:".formatted(topic.name())),
            IntStream.rangeClosed(1, published.size())
                .boxed()
                .flatMap(version -> ofVersion(topic, changed, published.get(version - 1), version)),
            Stream.of(ADVICE))
        .flatMap(lines -> lines)
        .collect(joining("\n"));
  }

  private static Stream<String> ofVersion(
      TopicDefinition topic, Schema changed, Schema published, int version) {
    return Stream.concat(
        paragraph(
            "- records of version %d, for %s with the change".formatted(version, readers(topic)),
            places(changed, published)),
        paragraph(
            "- records with the change, for %s while they still have version %d"
                .formatted(readers(topic), version),
            places(published, changed)));
  }

  private static Stream<String> paragraph(String heading, List<String> places) {
    return places.isEmpty() ? Stream.empty() : Stream.concat(Stream.of(heading), places.stream());
  }

  private static List<String> places(Schema reader, Schema writer) {
    List<String> places = new ArrayList<>();
    for (SchemaCompatibility.Incompatibility found :
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
            .getResult()
            .getIncompatibilities()) {
      places.add(
          "    %s at %s: %s".formatted(found.getType(), found.getLocation(), found.getMessage()));
    }
    return places;
  }

  private static String readers(TopicDefinition topic) {
    Set<String> readers = new TreeSet<>(topic.dependents());
    readers.addAll(topic.onDemand());
    return readers.isEmpty() ? "those who read it outside" : String.join(", ", readers);
  }
}
