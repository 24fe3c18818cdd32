package dev.cascade.kubernetes.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Who may do everything in one cluster, by {@code kubectl}. Of the user that runs the tests nothing
 * is read or written.
 *
 * @param home with the configuration {@code kubeconfig}
 */
record Owner(Path home) {

  private static final long BOUND_SECONDS = 300;
  private static final JsonMapper JSON = new JsonMapper();

  /** Asks kubectl, which may refuse. */
  Answer asks(String... words) {
    List<String> command = new ArrayList<>(List.of("kubectl"));
    command.addAll(List.of(words));
    return runs(command);
  }

  /**
   * Asks kubectl for that with those objects in a file. They are no list: of one, kubectl judges
   * the fields itself and the server is not asked.
   */
  Answer asks(List<JsonNode> objects, String... words) {
    try {
      Path file = Files.createTempFile(home, "objects", ".json");
      Files.writeString(
          file, objects.stream().map(JsonNode::toString).collect(Collectors.joining("\n")));
      List<String> command = new ArrayList<>(List.of(words));
      command.addAll(List.of("--filename", file.toString()));
      return asks(command.toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException("The objects cannot be written", e);
    }
  }

  /** Asks kubectl for what it cannot refuse. */
  String has(String... words) {
    Answer answer = asks(words);
    if (answer.exitCode() != 0) {
      throw new AssertionError("kubectl " + String.join(" ", words) + ": " + answer);
    }
    return answer.output();
  }

  /** The objects as the server keeps them, in the same order. */
  List<JsonNode> kept(List<JsonNode> objects) {
    Answer answer = asks(objects, "get", "--output=json");
    if (answer.exitCode() != 0) {
      throw new AssertionError("Not everything is there: " + answer);
    }
    return items(answer.output());
  }

  /** All objects of that kind in the namespace. */
  List<JsonNode> all(String kind, String namespace) {
    return items(has("get", kind, "--namespace", namespace, "--output=json"));
  }

  private static List<JsonNode> items(String list) {
    try {
      List<JsonNode> items = new ArrayList<>();
      JSON.readTree(list).path("items").forEach(items::add);
      return items;
    } catch (IOException e) {
      throw new UncheckedIOException("kubectl answers with something else than objects", e);
    }
  }

  /** Runs a command that uses kubectl. */
  Answer runs(List<String> command) {
    try {
      Path output = Files.createTempFile(home, "output", ".txt");
      Path complaints = Files.createTempFile(home, "complaints", ".txt");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("KUBECONFIG", home.resolve("kubeconfig").toString());
      builder.environment().put("HOME", home.toString());
      Process process =
          builder.redirectOutput(output.toFile()).redirectError(complaints.toFile()).start();
      process.getOutputStream().close();
      if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("Does not end: " + String.join(" ", command));
      }
      return new Answer(
          process.exitValue(), Files.readString(output), Files.readString(complaints));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot be run: " + String.join(" ", command), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted in: " + String.join(" ", command), e);
    }
  }
}
