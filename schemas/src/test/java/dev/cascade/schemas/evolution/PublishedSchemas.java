package dev.cascade.schemas.evolution;

import dev.cascade.schemas.catalogue.TopicDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The versions of each subject that were ever released: the files under {@code published/}. */
public final class PublishedSchemas {

  private static final Path FOLDER = Path.of("published");

  private PublishedSchemas() {}

  /** The versions of the topic's subject, oldest first; none when it was never released. */
  public static List<Schema> of(TopicDefinition topic) {
    Path folder = folderOf(topic);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> versions = Files.list(folder)) {
      return versions.sorted().map(PublishedSchemas::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the schema as the topic's next version. */
  static void publish(TopicDefinition topic, Schema schema) throws IOException {
    int version = of(topic).size() + 1;
    Path folder = Files.createDirectories(folderOf(topic));
    Files.writeString(
        folder.resolve("v%03d.avsc".formatted(version)), schema.toString(true) + "\n");
  }

  private static Path folderOf(TopicDefinition topic) {
    return FOLDER.resolve(topic.valueSubject());
  }

  private static Schema parse(Path file) {
    try {
      return new Schema.Parser().parse(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
