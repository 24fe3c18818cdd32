package dev.cascade.streams.history;

import dev.cascade.streams.settings.SettingRules;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What the configuration of questions about the past must be like. */
final class HistorySettingsCheck {

  private static final int MOST_READERS = 64;

  /** The rules with what breaks them. */
  @Produces
  @Singleton
  static SettingRules rules(HistorySettings settings) {
    SettingRules rules = new SettingRules("cascade.history.");
    rules.number("readers", settings.readers(), 1, MOST_READERS);
    rules.number("most-records", settings.mostRecords(), 1);
    rules.number("most-bytes", settings.mostBytes(), 1);
    rules.number("most-found", settings.mostFound(), 1);
    return rules;
  }
}
