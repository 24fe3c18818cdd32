package dev.cascade.streams.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules that the settings under one prefix must keep, and what breaks them: each with its key,
 * what it must be and what it is. A service produces its rules as a bean, and does not start when
 * one is broken ({@link SettingsAtStart}).
 */
public final class SettingRules {

  /** With more, the time at which it is over can no longer be told. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final String prefix;
  private final List<String> violations = new ArrayList<>();

  /**
   * No rules yet.
   *
   * @param prefix of every key, with its dot at the end: {@code cascade.orders.}
   */
  public SettingRules(String prefix) {
    this.prefix = prefix;
  }

  /** A rule of any kind. */
  public SettingRules that(boolean holds, String key, Object value, String rule) {
    if (!holds) {
      violations.add(prefix + key + " " + rule + ", not " + value);
    }
    return this;
  }

  /** The number is in the range, ends included. */
  public SettingRules number(String key, long value, long least, long most) {
    return that(
        value >= least && value <= most, key, value, "must be from " + least + " to " + most);
  }

  /** The number is not smaller. */
  public SettingRules number(String key, long value, long least) {
    return that(value >= least, key, value, "must be " + least + " or more");
  }

  /** The duration is in the range, ends included. */
  public SettingRules duration(String key, Duration value, Duration least, Duration most) {
    return that(
        value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
        key,
        value,
        "must be a duration from " + least + " to " + most);
  }

  /** The duration is longer than nothing, and no longer than a moment can be put off. */
  public SettingRules positive(String key, Duration value) {
    return that(
        value.isPositive() && value.compareTo(LONGEST) <= 0,
        key,
        value,
        "must be longer than zero and at most 36500 days, such as PT5S");
  }

  /** What is broken, in the order in which it was asked for. */
  public List<String> violations() {
    return List.copyOf(violations);
  }
}
