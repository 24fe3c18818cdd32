package dev.cascade.chaos.verdict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.chaos.stage.Stage;
import dev.cascade.local.platform.HttpProbe;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the auditor in the console finds while it happens. */
public final class Auditor {

  private static final long SMALL_LAG = 2_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Stage stage;
  private final Set<String> told = new LinkedHashSet<>();

  /** The one of that ecosystem. */
  public Auditor(Stage stage) {
    this.stage = stage;
  }

  /** Why it cannot say anything just now; empty when it follows. */
  public Optional<String> complaint() {
    Optional<JsonNode> says = says();
    if (says.isEmpty()) {
      return Optional.of("the auditor does not answer");
    }
    long lag = says.get().path("lag").asLong(Long.MAX_VALUE);
    return isLive(says.get()) && lag < SMALL_LAG
        ? Optional.empty()
        : Optional.of("the auditor is %s, %d records behind".formatted(state(says.get()), lag));
  }

  /** Whether it has read everything. */
  public boolean hasReadAll() {
    return says().filter(it -> isLive(it) && it.path("lag").asLong(1) == 0).isPresent();
  }

  /** The breaches that stand and were not returned before. */
  public List<String> newBreaches() {
    Set<String> found = new LinkedHashSet<>();
    says().ifPresent(says -> says.path("breaches").forEach(breach -> found.add(sentence(breach))));
    found.removeAll(told);
    told.addAll(found);
    return List.copyOf(found);
  }

  private static String sentence(JsonNode breach) {
    return "auditor: %s, %s-%s@%s, %s: %s"
        .formatted(
            breach.path("invariant").asText(),
            breach.path("topic").asText(),
            breach.path("partition").asText(),
            breach.path("offset").asText(),
            breach.path("subject").asText(),
            breach.path("detail").asText());
  }

  private static boolean isLive(JsonNode says) {
    return state(says).equals("LIVE");
  }

  private static String state(JsonNode says) {
    return says.path("auditor").asText();
  }

  private Optional<JsonNode> says() {
    return HttpProbe.body(URI.create(stage.url("console") + "/v1/invariants"))
        .flatMap(Auditor::parsed);
  }

  private static Optional<JsonNode> parsed(String body) {
    try {
      return Optional.of(JSON.readTree(body));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
