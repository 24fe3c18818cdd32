package dev.cascade.local.shadow;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cascade.local.shadow.TopicDifferences.Difference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What came of a shadow.
 *
 * @param service whose shadow it was
 * @param topics each topic that was compared
 */
record ShadowReport(String service, List<TopicDifferences> topics) {

  private static final int MOST_SHOWN = 20;

  /** Whether both decided the same. */
  boolean isEqual() {
    return topics.stream().allMatch(TopicDifferences::areNone);
  }

  /** For people. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line("%-20s %9s %9s %9s %9s", "TOPIC", "EQUAL", "DIFFERENT", "MISSING", "EXTRA"));
    topics.forEach(topic ->
        lines.add(
            line(
                "%-20s %9d %9d %9d %9d",
                topic.topic(), topic.equal(), topic.different(), topic.missing(), topic.extra())));
    topics.forEach(topic -> lines.addAll(differences(topic)));
    lines.add("");
    lines.add(
        isEqual()
            ? "The shadow of " + service + " decided the same."
            : "The shadow of " + service + " decided otherwise.");
    return lines;
  }

  private static List<String> differences(TopicDifferences topic) {
    if (topic.areNone()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(List.of("", topic.topic()));
    Set<String> subjects = new LinkedHashSet<>();
    for (Difference one : topic.differences()) {
      subjects.add(one.subject());
      if (subjects.size() > MOST_SHOWN) {
        lines.add("  and more; --json has all of them");
        break;
      }
      lines.add("  " + text(one));
    }
    return lines;
  }

  private static String text(Difference one) {
    return switch (one.kind()) {
      case DIFFERENT ->
          line("%s %s: live %s, shadow %s", one.subject(), one.field(), one.live(), one.shadow());
      case MISSING -> line("%s is missing in the shadow: %s", one.subject(), one.live());
      case EXTRA -> line("%s is only in the shadow: %s", one.subject(), one.shadow());
    };
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** For programs. */
  String json() {
    ObjectNode all = new ObjectMapper().createObjectNode();
    all.put("service", service).put("equal", isEqual());
    ArrayNode each = all.putArray("topics");
    topics.forEach(topic -> write(topic, each.addObject()));
    return all.toPrettyString();
  }

  private static void write(TopicDifferences topic, ObjectNode node) {
    node.put("topic", topic.topic())
        .put("equal", topic.equal())
        .put("different", topic.different())
        .put("missing", topic.missing())
        .put("extra", topic.extra());
    ArrayNode differences = node.putArray("differences");
    topic
        .differences()
        .forEach(one ->
            differences
                .addObject()
                .put("kind", one.kind().name().toLowerCase(Locale.ROOT))
                .put("subject", one.subject())
                .put("field", one.field())
                .put("live", one.live())
                .put("shadow", one.shadow()));
  }
}
