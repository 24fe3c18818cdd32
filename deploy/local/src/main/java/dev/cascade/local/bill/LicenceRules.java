package dev.cascade.local.bill;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Under which licences something may be packaged.
 *
 * @param allowed ids of SPDX
 * @param names what else components call an allowed licence, and its id
 * @param decided components that a person has looked at: their name, the licence that holds, why
 */
public record LicenceRules(
    @JsonProperty("allowed") Set<String> allowed,
    @JsonProperty("names") Map<String, String> names,
    @JsonProperty("decided") Map<String, Decision> decided) {

  /** What a person found out about a component. */
  public record Decision(
      @JsonProperty("licence") String licence, @JsonProperty("why") String why) {}

  /**
   * Reads a file.
   *
   * @throws IOException when it cannot be read
   */
  public static LicenceRules read(Path file) throws IOException {
    return new ObjectMapper().readValue(file.toFile(), LicenceRules.class);
  }

  /**
   * What may not be packaged, or is not known to be allowed, each in a line that says what to do.
   */
  public List<String> violations(Bill bill) {
    return bill.components().stream().flatMap(this::violation).toList();
  }

  /** Rules that nothing needs any more; they would let something in unseen. */
  public List<String> unused(Bill bill) {
    Set<String> used =
        Set.copyOf(bill.components().stream().flatMap(it -> it.licences().stream()).toList());
    Set<String> packaged = Set.copyOf(bill.components().stream().map(Component::name).toList());
    return Stream.concat(
            names.keySet().stream().filter(name -> !used.contains(name)),
            decided.keySet().stream().filter(name -> !packaged.contains(name)))
        .sorted()
        .toList();
  }

  private Stream<String> violation(Component component) {
    Decision decision = decided.get(component.name());
    List<String> said = decision == null ? component.licences() : List.of(decision.licence());
    if (said.stream().map(this::id).anyMatch(id -> id != null && allowed.contains(id))) {
      return Stream.empty();
    }
    return Stream.of(
        component
            + (said.isEmpty()
                ? " says no licence. Find it out, and add it to 'decided' with where it stands."
                : " is under "
                    + String.join(" or ", said)
                    + ", which is not allowed here. Take another library; or, if the licence may be"
                    + " used, add it to 'allowed', or its name to 'names'."));
  }

  private @Nullable String id(String said) {
    return allowed.contains(said) ? said : names.get(said);
  }
}
