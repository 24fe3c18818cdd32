package dev.cascade.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A native executable holds only those files that it is told to hold. */
class PackagedFilesTest {

  private static final Path FILES = Path.of("src/main/resources");

  @Test
  void everyFileThatIsReadIsInAnExecutable() throws IOException {
    List<PathMatcher> told = told();
    try (Stream<Path> files = Files.walk(FILES.resolve("dev"))) {
      List<Path> all = files.filter(Files::isRegularFile).map(FILES::relativize).toList();

      assertThat(all)
          .isNotEmpty()
          .allMatch(file -> told.stream().anyMatch(glob -> glob.matches(file)));
    }
  }

  private static List<PathMatcher> told() throws IOException {
    try (InputStream json =
        PackagedFilesTest.class.getResourceAsStream(
            "/META-INF/native-image/dev.cascade/schemas/reachability-metadata.json")) {
      JsonNode resources = new ObjectMapper().readTree(json).get("resources");
      return resources
          .valueStream()
          .map(entry ->
              FileSystems.getDefault().getPathMatcher("glob:" + entry.get("glob").asText()))
          .toList();
    }
  }
}
