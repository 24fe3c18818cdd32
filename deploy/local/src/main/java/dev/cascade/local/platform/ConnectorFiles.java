package dev.cascade.local.platform;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The connectors as the build laid them out: {@code NAME.json}, with places for addresses. */
public final class ConnectorFiles {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration START_BOUND = Duration.ofSeconds(60);
  private static final String SUFFIX = ".json";

  private final Path folder;
  private final Map<String, String> places;

  /**
   * Those of that build.
   *
   * @param registryUrl where schemas are registered
   */
  public ConnectorFiles(ConnectDirectory files, PostgresServer postgres, String registryUrl) {
    this.folder = files.connectors();
    this.places =
        Map.of(
            "${postgres.port}", Integer.toString(postgres.port()), "${registry.url}", registryUrl);
  }

  /**
   * Has a worker run all of them as the files say.
   *
   * @return their names
   * @throws ServerFailedException when one does not run, with the reason
   */
  public List<String> install(Connectors worker) {
    List<String> names = new ArrayList<>();
    settings()
        .forEach((name, settings) -> {
          worker.install(name, settings, START_BOUND);
          names.add(name);
        });
    return names;
  }

  /** The settings of each, by its name. */
  public Map<String, Map<String, String>> settings() {
    try (Stream<Path> files = Files.list(folder)) {
      Map<String, Map<String, String>> all = new TreeMap<>();
      for (Path file : files.filter(it -> it.toString().endsWith(SUFFIX)).toList()) {
        String text = Files.readString(file);
        for (Map.Entry<String, String> place : places.entrySet()) {
          text = text.replace(place.getKey(), place.getValue());
        }
        String name = file.getFileName().toString();
        all.put(
            name.substring(0, name.length() - SUFFIX.length()),
            JSON.readValue(text, new TypeReference<>() {}));
      }
      return all;
    } catch (IOException e) {
      throw new ServerFailedException("The connectors in " + folder + " cannot be read: " + e, e);
    }
  }
}
