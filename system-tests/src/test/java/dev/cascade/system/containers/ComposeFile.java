package dev.cascade.system.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A compose file, read for a program that starts its services by itself. Where Compose is there, it
 * makes of it what is made here.
 */
final class ComposeFile {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+):-([^}]*)}");

  private ComposeFile() {}

  /**
   * The services of a file, by name.
   *
   * @param variables what is said there for {@code ${NAME:-default}}
   */
  static Map<String, ComposeService> services(Path file, Map<String, String> variables) {
    Map<String, ComposeService> services = new LinkedHashMap<>();
    Map<String, Object> all = Said.map(parsed(file, variables), "services");
    all.keySet().forEach(name -> services.put(name, new ComposeService(name, Said.map(all, name))));
    return services;
  }

  private static Map<String, Object> parsed(Path file, Map<String, String> variables) {
    try {
      String text =
          VARIABLE
              .matcher(Files.readString(file))
              .replaceAll(found ->
                  Matcher.quoteReplacement(variables.getOrDefault(found.group(1), found.group(2))));
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(text.replace("$$", "$"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
