package dev.cascade.streams.desk;

import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.lineage.PlainClient;
import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.streams.runtime.StreamsSettings;
import dev.cascade.streams.serde.SchemaRegistryClient;
import dev.cascade.streams.settings.SettingRules;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The service's desk, and what its settings must be like. */
final class DeskBeans {

  private static final Duration LEAST = Duration.ofMillis(100);
  private static final Duration MOST = Duration.ofMinutes(1);
  private static final int MOST_REPLAYS = 1_000;
  private static final int MOST_AT_ONCE = 64;

  @Produces
  @Singleton
  static Desk desk(StreamsSettings streams, SchemaRegistryClient registry, DeskSettings settings) {
    return new Desk(KafkaCluster.of(streams), registry, settings);
  }

  /**
   * What the desk reads and writes of its own. A letter that it replays goes to where it came from,
   * on behalf of that topic's owner (ADR 12).
   */
  @Produces
  @Singleton
  static PlainClient lineage(DeskSettings settings) {
    return PlainClient.consumer(
            settings.service() + "-desk", settings.topic(), Topics.DEAD_LETTER_DECISIONS)
        .writing(Topics.DEAD_LETTER_DECISIONS, Topics.AUDIT_EVENTS);
  }

  /** The rules with what breaks them. */
  @Produces
  @Singleton
  static SettingRules deskRules(DeskSettings settings) {
    SettingRules rules = new SettingRules("cascade.dead-letters.");
    rules.that(!settings.topic().isBlank(), "topic", settings.topic(), "must be a topic's name");
    rules.duration("patience", settings.patience(), LEAST, MOST);
    rules.duration("looking-time", settings.lookingTime(), LEAST, MOST);
    rules.that(
        settings.lookingTime().compareTo(settings.patience()) < 0,
        "looking-time",
        settings.lookingTime(),
        "must be shorter than patience, which is " + settings.patience());
    rules.duration("transaction-timeout", settings.transactionTimeout(), LEAST, MOST);
    rules.number("most-replays", settings.mostReplays(), 1, MOST_REPLAYS);
    rules.number("most-at-once", settings.mostAtOnce(), 1, MOST_AT_ONCE);
    return rules;
  }
}
