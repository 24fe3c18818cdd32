package dev.cascade.kubernetes.manifests;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What {@code kubectl kustomize} makes of a folder of this module. Where there is no kubectl, the
 * tests are skipped and say so; in CI they fail.
 */
public final class Kustomize {

  private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final long BOUND_SECONDS = 60;
  private static final Map<String, List<JsonNode>> RENDERED = new ConcurrentHashMap<>();

  private Kustomize() {}

  /** All objects of the folder, in its order; each folder is rendered once. */
  public static List<JsonNode> render(String folder) {
    return RENDERED.computeIfAbsent(folder, Kustomize::run);
  }

  /** Where that folder of this module is. */
  public static Path folder(String folder) {
    return MODULE.resolve(folder);
  }

  private static List<JsonNode> run(String folder) {
    try {
      Path output = Files.createTempFile("rendered", ".yaml");
      Path errors = Files.createTempFile("rendered", ".log");
      try {
        Process process =
            new ProcessBuilder("kubectl", "kustomize", folder(folder).toString())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
          process.destroyForcibly();
          throw new AssertionError(folder + " cannot be rendered: " + Files.readString(errors));
        }
        return parsed(output);
      } finally {
        Files.delete(output);
        Files.delete(errors);
      }
    } catch (IOException e) {
      return noKubectl(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while rendering " + folder, e);
    }
  }

  private static List<JsonNode> noKubectl(IOException e) {
    if (System.getenv("CI") != null) {
      throw new AssertionError("There is no kubectl: the manifests are not tested", e);
    }
    return abort("There is no kubectl here: the manifests are not tested");
  }

  private static List<JsonNode> parsed(Path file) throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    List<JsonNode> objects = new ArrayList<>();
    try (var documents = yaml.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
      documents.forEachRemaining(objects::add);
    }
    return List.copyOf(objects);
  }
}
