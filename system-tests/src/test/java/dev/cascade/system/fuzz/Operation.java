package dev.cascade.system.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Something that a service says it can do.
 *
 * @param method in capital letters
 * @param path with names in braces
 * @param parameters names of its query parameters
 * @param statuses what it says it may answer
 */
record Operation(String method, String path, List<String> parameters, Set<Integer> statuses) {

  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE");
  private static final Pattern STATUS = Pattern.compile("[0-9]{3}");

  private static final Pattern STEERING =
      Pattern.compile("/v1/(control|generator|validation-rules).*");

  /** All operations of the OpenAPI document. */
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
                  if (METHODS.contains(name)) {
                    all.add(of(name, path.getKey(), method.getValue()));
                  }
                }));
    return List.copyOf(all);
  }

  private static Operation of(String method, String path, JsonNode told) {
    List<String> parameters = new ArrayList<>();
    told.path("parameters")
        .forEach(parameter -> {
          if (parameter.path("in").asText().equals("query")) {
            parameters.add(parameter.path("name").asText());
          }
        });
    Set<Integer> statuses = new TreeSet<>();
    told.path("responses")
        .fieldNames()
        .forEachRemaining(status -> {
          if (STATUS.matcher(status).matches()) {
            statuses.add(Integer.valueOf(status));
          }
        });
    return new Operation(method, path, List.copyOf(parameters), Set.copyOf(statuses));
  }

  /** Whether a request with that method and that path, its names not filled in, asks for it. */
  boolean isAskedBy(String asked, String template) {
    return method.equals(asked.equals("HEAD") ? "GET" : asked) && path.equals(template);
  }

  /** Whether it may stop payments, or let orders wait for a rule that nobody speaks for. */
  boolean steersOthers() {
    return !method.equals("GET") && STEERING.matcher(path).matches();
  }
}
