package dev.cascade.local.bill;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./cascade check-vulnerabilities}: what is packaged, held against known faults. */
@Command(
    name = "check-vulnerabilities",
    description = "Holds what is packaged against a file of known faults, in OSV's format.",
    footer = {
      "The file is fetched by whoever may:"
          + " https://osv-vulnerabilities.storage.googleapis.com/Maven/all.zip",
      "Ends with 0 when nothing is found, with 1 when something is."
    })
public final class CheckVulnerabilities implements Callable<Integer> {

  private static final int FOUND = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path root;
  private final PrintStream out;
  private final Clock clock;

  @Option(names = "--from", required = true, paramLabel = "FILE", description = "JSON, or a zip.")
  private @Nullable Path from;

  @Option(names = "--bill", paramLabel = "FILE", description = "Another bill of materials.")
  private @Nullable Path bill;

  /** For the repository in that folder. */
  public CheckVulnerabilities(Path root, PrintStream out, Clock clock) {
    this.root = root;
    this.out = out;
    this.clock = clock;
  }

  /**
   * A fault that a person has looked at and found harmless here.
   *
   * @param id of the advisory, or an alias
   * @param component that it is about, as {@code group:artifact}
   * @param why it does no harm
   * @param until it has to be looked at again, such as 2030-01-31
   */
  record Accepted(
      @JsonProperty("id") String id,
      @JsonProperty("component") String component,
      @JsonProperty("why") String why,
      @JsonProperty("until") String until) {}

  @Override
  public Integer call() throws IOException {
    Path file = bill == null ? root.resolve("deploy/dependencies/target/bom.json") : bill;
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(
          file
              + " is missing; ./mvnw -Dquick -DskipTests -pl deploy/dependencies -am package makes"
              + " it");
    }
    List<Component> components = Bill.read(file).components();
    List<Accepted> accepted = accepted();
    List<String> found = new ArrayList<>();
    int advisories = read(components, accepted, found);
    found.forEach(out::println);
    out.printf(
        "%d components, %d advisories: %s%n",
        components.size(),
        advisories,
        found.isEmpty() ? "nothing is known of them" : found.size() + " found");
    return found.isEmpty() ? 0 : FOUND;
  }

  private int read(List<Component> components, List<Accepted> accepted, List<String> found) {
    Path file = java.util.Objects.requireNonNull(from);
    try {
      int count =
          Advisories.each(
              file,
              advisory ->
                  components.stream()
                      .filter(advisory::isAbout)
                      .filter(component -> !isAccepted(advisory, component, accepted))
                      .forEach(component -> found.add(line(advisory, component))));
      if (count == 0) {
        throw new IllegalArgumentException(file + " holds no advisory");
      }
      return count;
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private boolean isAccepted(Advisory advisory, Component component, List<Accepted> accepted) {
    LocalDate today = LocalDate.now(clock);
    return accepted.stream()
        .filter(it -> advisory.isCalled(it.id()) && it.component().equals(component.name()))
        .anyMatch(it -> !LocalDate.parse(it.until()).isBefore(today));
  }

  private List<Accepted> accepted() throws IOException {
    Path file = root.resolve("deploy/dependencies/accepted-vulnerabilities.json");
    return Files.exists(file)
        ? List.of(JSON.readValue(file.toFile(), Accepted[].class))
        : List.of();
  }

  private static String line(Advisory advisory, Component component) {
    return "%s has %s %s: %s"
        .formatted(component, advisory.id(), advisory.aliases(), advisory.summary());
  }
}
