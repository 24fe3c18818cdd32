package dev.cascade.email.config;

import dev.cascade.email.config.EmailSettings.Retry;
import dev.cascade.email.domain.AddressCheck;
import dev.cascade.email.domain.AddressCheck.Deliverable;
import dev.cascade.email.domain.CustomerLevel;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import io.vertx.ext.mail.mailencoder.EmailAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds everything in the configuration that the service cannot run with, all of it at once. */
final class SettingsCheck {

  private static final String PREFIX = "cascade.email.";
  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
  private static final Duration LONGEST_ATTEMPT = Duration.ofHours(1);

  /** Half of the places are for first attempts. */
  private static final int LEAST_PLACES = 2;

  private final List<String> violations = new ArrayList<>();
  private final Set<String> ownTopics =
      TopicCatalogue.load().topics().stream()
          .map(TopicDefinition::name)
          .collect(Collectors.toUnmodifiableSet());

  private SettingsCheck() {}

  /**
   * Passes settings that are in range.
   *
   * @param mailerPool {@code quarkus.mailer.max-pool-size}
   * @throws IllegalArgumentException with each key that is not, and what it must be
   */
  static void passes(EmailSettings settings, int mailerPool) {
    List<String> violations = violations(settings, mailerPool);
    if (!violations.isEmpty()) {
      throw new IllegalArgumentException("Configuration: " + String.join("; ", violations));
    }
  }

  static List<String> violations(EmailSettings settings, int mailerPool) {
    SettingsCheck check = new SettingsCheck();
    check.levels(settings);
    check.positive(settings.window(), "window");
    check.that(!settings.grace().isNegative(), "grace must not be negative");
    check.sender(settings.from());
    check.messageIdDomain(settings.messageIdDomain());
    check.places(settings.maxConcurrent(), mailerPool);
    check.positive(settings.attemptTimeout(), "attempt-timeout");
    check.that(
        settings.attemptTimeout().compareTo(LONGEST_ATTEMPT) <= 0,
        "attempt-timeout must not be longer than PT1H");
    check.retry(settings.retry());
    check.positive(settings.keepRequests(), "keep-requests");
    check.that(
        settings.keepHours().compareTo(Duration.ofHours(1)) >= 0,
        "keep-hours must be PT1H or more");
    check.that(settings.mostWaiters() >= 1, "most-waiters must be 1 or more");
    return check.violations;
  }

  private void levels(EmailSettings settings) {
    settings.levelTopics().forEach(this::levelTopic);
    settings.levels().stream()
        .sorted()
        .filter(settings.levelTopics()::containsKey)
        .forEach(level ->
            that(false, key(level) + " must not be set for a level of " + PREFIX + "levels"));
  }

  private void levelTopic(CustomerLevel level, String topic) {
    that(
        TOPIC.matcher(topic).matches() && !topic.equals(".") && !topic.equals(".."),
        key(level) + " must be a topic: 1 to 249 letters, digits, dots, underscores and hyphens");
    that(!ownTopics.contains(topic), key(level) + " must not be a topic of Cascade's own");
  }

  private static String key(CustomerLevel level) {
    return "level-topics." + level;
  }

  private void sender(String from) {
    that(
        isSender(from),
        "from must be an address or Name <address>, such as Cascade <orders@cascade.example>");
  }

  /** As the mail client reads it, and as SMTP wants it: it does not turn a domain into ASCII. */
  private static boolean isSender(String from) {
    try {
      return from.chars().noneMatch(Character::isISOControl)
          && isAddress(new EmailAddress(from).getEmail());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isAddress(String text) {
    return AddressCheck.of(text) instanceof Deliverable(String address) && address.equals(text);
  }

  private void messageIdDomain(String domain) {
    that(
        isAddress("id@" + domain),
        "message-id-domain must be a domain in ASCII, such as cascade.example");
  }

  private void places(int maxConcurrent, int mailerPool) {
    that(maxConcurrent >= LEAST_PLACES, "max-concurrent must be " + LEAST_PLACES + " or more");
    that(
        mailerPool >= 2L * maxConcurrent,
        "max-concurrent must be at most half of quarkus.mailer.max-pool-size, which is "
            + mailerPool);
  }

  private void retry(Retry retry) {
    positive(retry.firstWait(), "retry.first-wait");
    that(
        retry.longestWait().compareTo(retry.firstWait()) >= 0,
        "retry.longest-wait must not be shorter than retry.first-wait");
    that(retry.maxAttempts() >= 1, "retry.max-attempts must be 1 or more");
    positive(retry.patience(), "retry.patience");
  }

  private void positive(Duration value, String key) {
    that(value.isPositive(), key + " must be longer than zero, such as PT5S");
  }

  private void that(boolean holds, String rule) {
    if (!holds) {
      violations.add(PREFIX + rule);
    }
  }
}
