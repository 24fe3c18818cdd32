package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.options.ColorScheme;
import dev.cascade.system.browser.Chromium;
import dev.cascade.system.browser.ConsoleVisitor;
import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.SaidLineage;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the console draws of who reads and writes what, against what the services say. */
@SystemTest
class ConsoleLineageTest {

  private static final String PLACES =
      "all => all.map(it => (it.dataset.from || '') + ' > ' + (it.dataset.to || ''))";
  private static final String NAMES = "all => all.map(it => it.dataset.node)";

  private final Ecosystem ecosystem;
  private final Set<String> applications = new TreeSet<>();
  private final Set<String> topics = new TreeSet<>();
  private final Set<String> arrows = new TreeSet<>();

  ConsoleLineageTest(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
    Ecosystem.SERVICES.forEach(this::ask);
  }

  @Test
  void bothPicturesShowWhatTheServicesSay() {
    try (Chromium chromium = Chromium.start();
        ConsoleVisitor visitor = chromium.visit(ecosystem, 1280, ColorScheme.LIGHT)) {
      visitor.open("flow");
      visitor.press("Draw the graph");
      visitor.at("#whole").check();
      visitor.at(".graph [data-node='email/email-views']").waitFor();

      assertThat(drawn(visitor, ".graph .edge", PLACES))
          .containsExactlyInAnyOrderElementsOf(arrows);
      assertThat(drawn(visitor, ".graph .box", NAMES))
          .containsAll(applications)
          .containsAll(topics);

      Set<String> boxes = new TreeSet<>(drawn(visitor, ".picture:not(.graph) .box", NAMES));
      assertThat(drawn(visitor, ".picture:not(.graph) .edge", PLACES))
          .containsExactlyInAnyOrderElementsOf(amongThe(boxes));
      visitor.picture("lineage");
      assertThat(visitor.complaints()).as("what broke in the browser").isEmpty();
    }
  }

  private void ask(String service) {
    for (JsonNode application : SaidLineage.of(ecosystem, service).path("applications")) {
      String name = service + "/" + application.path("name").asText();
      applications.add(name);
      for (JsonNode topic : application.path("reads")) {
        topics.add(topic.asText());
        arrows.add(topic.asText() + " > " + name);
      }
      for (JsonNode topic : application.path("writes")) {
        topics.add(topic.asText());
        arrows.add(name + " > " + topic.asText());
      }
    }
  }

  /** The arrows of which the picture has both ends, where it names applications alone. */
  private List<String> amongThe(Set<String> boxes) {
    return arrows.stream()
        .map(arrow ->
            arrow.replaceAll("\\b(?:%s)/".formatted(String.join("|", Ecosystem.SERVICES)), ""))
        .filter(arrow -> boxes.containsAll(List.of(arrow.split(" > "))))
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static Collection<String> drawn(ConsoleVisitor visitor, String selector, String what) {
    return (Collection<String>) visitor.page().evalOnSelectorAll(selector, what);
  }
}
