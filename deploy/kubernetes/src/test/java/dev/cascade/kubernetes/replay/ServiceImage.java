package dev.cascade.kubernetes.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the image of a service starts, read off its Dockerfile.
 *
 * @param entrypoint program and arguments
 * @param environment variables that the image sets
 */
record ServiceImage(List<String> entrypoint, Map<String, String> environment) {

  private static final Pattern STAGE = Pattern.compile("(?m)^FROM \\S+ AS (\\S+)$");
  private static final Pattern ENTRYPOINT = Pattern.compile("(?m)^ENTRYPOINT (\\[.*])$");
  private static final Pattern ENV = Pattern.compile("(?m)^ENV (.*)$");
  private static final Pattern VARIABLE = Pattern.compile("([A-Za-z_]+)=(?:\"([^\"]*)\"|(\\S+))");

  /** The image of services on the JVM. */
  static ServiceImage onTheJvm() throws IOException {
    Path file = Modules.root().resolve("deploy/images/Dockerfile.jvm");
    String stage = stage(Files.readString(file).replace("\\\n", ""), "service");
    String[] command = new ObjectMapper().readValue(only(ENTRYPOINT, stage), String[].class);
    Map<String, String> environment = new LinkedHashMap<>();
    VARIABLE
        .matcher(only(ENV, stage))
        .results()
        .forEach(found ->
            environment.put(
                found.group(1), found.group(2) == null ? found.group(3) : found.group(2)));
    return new ServiceImage(List.of(command), environment);
  }

  private static String stage(String dockerfile, String name) {
    Matcher stage = STAGE.matcher(dockerfile);
    while (stage.find()) {
      if (stage.group(1).equals(name)) {
        int begin = stage.end();
        return dockerfile.substring(begin, stage.find() ? stage.start() : dockerfile.length());
      }
    }
    throw new AssertionError("No stage " + name);
  }

  private static String only(Pattern pattern, String stage) {
    List<String> found = pattern.matcher(stage).results().map(it -> it.group(1)).toList();
    if (found.size() != 1) {
      throw new AssertionError("Not one " + pattern + " but " + found);
    }
    return found.getFirst();
  }
}
