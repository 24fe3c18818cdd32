package dev.cascade.system.invariants;

import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import dev.cascade.system.history.Fact;
import dev.cascade.system.history.Fact.Place;
import dev.cascade.system.history.History;
import java.util.List;

/** The dead letters and where they came from. */
final class Letters {

  private static final List<String> TOPICS =
      TopicCatalogue.load().topics().stream()
          .map(TopicDefinition::name)
          .filter(name -> name.endsWith("-dead-letters"))
          .toList();

  /** A letter's own topic and the record that it is about. */
  record Letter(String topic, Place origin) {}

  private Letters() {}

  static List<Letter> of(History history) {
    return TOPICS.stream()
        .flatMap(topic -> history.all(topic).stream())
        .map(fact -> new Letter(fact.topic(), origin(fact)))
        .toList();
  }

  private static Place origin(Fact letter) {
    var headers = letter.headers();
    return new Place(
        headers.getOrDefault("__streams.errors.topic", "nowhere"),
        Integer.parseInt(headers.getOrDefault("__streams.errors.partition", "-1")),
        Long.parseLong(headers.getOrDefault("__streams.errors.offset", "-1")));
  }
}
