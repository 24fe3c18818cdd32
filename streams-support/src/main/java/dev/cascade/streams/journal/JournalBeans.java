package dev.cascade.streams.journal;

import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.lineage.PlainClient;
import dev.cascade.streams.settings.SettingRules;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What the journal writes, and what its settings must be like. */
final class JournalBeans {

  private static final int MOST_WAITING = 10_000;
  private static final int MOST_CHARS = 100_000;
  private static final Duration SHORTEST_FOLD = Duration.ofSeconds(1);
  private static final Duration LONGEST_FOLD = Duration.ofHours(1);
  private static final Duration LONGEST_CLOSING = Duration.ofSeconds(30);

  @Produces
  @Singleton
  static PlainClient lineage(JournalSettings settings) {
    String name = settings.service() + "-journal";
    return settings.enabled()
        ? PlainClient.producer(name, Topics.APPLICATION_ERRORS, Topics.APPLICATION_EVENTS)
        : PlainClient.producer(name);
  }

  /** The rules with what breaks them. */
  @Produces
  @Singleton
  static SettingRules journalRules(JournalSettings settings) {
    SettingRules rules = new SettingRules("cascade.journal.");
    rules.that(!settings.service().isBlank(), "service", settings.service(), "must be a name");
    rules.number("most-waiting", settings.mostWaiting(), 1, MOST_WAITING);
    rules.duration("fold-repeats-for", settings.foldRepeatsFor(), SHORTEST_FOLD, LONGEST_FOLD);
    rules.number("most-message-chars", settings.mostMessageChars(), 1, MOST_CHARS);
    rules.number("most-stack-chars", settings.mostStackChars(), 1, MOST_CHARS);
    rules.duration("closing-time", settings.closingTime(), Duration.ZERO, LONGEST_CLOSING);
    return rules;
  }
}
