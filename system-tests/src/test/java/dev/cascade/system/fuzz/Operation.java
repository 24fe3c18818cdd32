package dev.cascade.system.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Something that a service says it can do.
 *
 * @param method in capital letters
 * @param path with names in braces
 * @param parameters names of its query parameters
 */
record Operation(String method, String path, List<String> parameters) {

  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE");

  /** What would stop payments, or let orders wait for a rule that nobody speaks for. */
  private static final Pattern STOPS_OTHERS =
      Pattern.compile("/v1/(control|generator|validation-rules).*");

  /** All operations of the OpenAPI document that do no harm to others. */
  static List<Operation> of(JsonNode document) {
    List<Operation> all = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(method -> {
                  String name = method.getKey().toUpperCase(Locale.ROOT);
                  List<String> parameters = new ArrayList<>();
                  method
                      .getValue()
                      .path("parameters")
                      .forEach(parameter -> {
                        if (parameter.path("in").asText().equals("query")) {
                          parameters.add(parameter.path("name").asText());
                        }
                      });
                  if (METHODS.contains(name)) {
                    all.add(new Operation(name, path.getKey(), List.copyOf(parameters)));
                  }
                }));
    return all.stream().filter(it -> !it.isHarmful()).toList();
  }

  private boolean isHarmful() {
    return !method.equals("GET") && STOPS_OTHERS.matcher(path).matches();
  }
}
