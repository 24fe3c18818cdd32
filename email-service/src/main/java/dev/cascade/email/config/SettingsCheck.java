package dev.cascade.email.config;

import dev.cascade.email.config.EmailSettings.Retry;
import dev.cascade.email.domain.AddressCheck;
import dev.cascade.email.domain.AddressCheck.Deliverable;
import dev.cascade.email.domain.CustomerLevel;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import dev.cascade.streams.settings.SettingRules;
import io.vertx.ext.mail.mailencoder.EmailAddress;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the configuration must be like for the service to run. */
final class SettingsCheck {

  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
  private static final Duration INSTANT = Duration.ofMillis(1);
  private static final Duration LONGEST_ATTEMPT = Duration.ofHours(1);
  private static final Duration LONGEST_GRACE = Duration.ofDays(366);

  /** Half of the places are for first attempts. */
  private static final int LEAST_PLACES = 2;

  /**
   * The rules with what breaks them.
   *
   * @param mailerPool {@code quarkus.mailer.max-pool-size}
   */
  @Produces
  @Singleton
  static SettingRules rules(
      EmailSettings settings,
      @ConfigProperty(name = "quarkus.mailer.max-pool-size") int mailerPool) {
    SettingRules rules = new SettingRules("cascade.email.");
    levels(rules, settings);
    rules.positive("window", settings.window());
    rules.duration("grace", settings.grace(), Duration.ZERO, LONGEST_GRACE);
    sender(rules, settings);
    rules.number("max-concurrent", settings.maxConcurrent(), LEAST_PLACES);
    rules.that(
        mailerPool >= 2L * settings.maxConcurrent(),
        "max-concurrent",
        settings.maxConcurrent(),
        "must be at most half of quarkus.mailer.max-pool-size, which is " + mailerPool);
    rules.duration("attempt-timeout", settings.attemptTimeout(), INSTANT, LONGEST_ATTEMPT);
    retry(rules, settings.retry());
    rules.positive("keep-requests", settings.keepRequests());
    rules.positive("keep-hours", settings.keepHours());
    rules.that(
        settings.keepHours().compareTo(Duration.ofHours(1)) >= 0,
        "keep-hours",
        settings.keepHours(),
        "must be PT1H or more");
    rules.number("most-waiters", settings.mostWaiters(), 1);
    return rules;
  }

  private static void levels(SettingRules rules, EmailSettings settings) {
    TopicCatalogue own = TopicCatalogue.load();
    for (Map.Entry<CustomerLevel, String> entry : settings.levelTopics().entrySet()) {
      String key = "level-topics." + entry.getKey();
      String topic = entry.getValue();
      rules.that(
          isTopic(topic),
          key,
          topic,
          "must be a topic: 1 to 249 letters, digits, dots, underscores and hyphens");
      rules.that(
          own.topics().stream().map(TopicDefinition::name).noneMatch(topic::equals),
          key,
          topic,
          "must not be a topic of Cascade's own");
      rules.that(
          !settings.levels().contains(entry.getKey()),
          key,
          topic,
          "must not be set for a level of cascade.email.levels");
    }
  }

  private static boolean isTopic(String name) {
    return TOPIC.matcher(name).matches() && !name.equals(".") && !name.equals("..");
  }

  private static void sender(SettingRules rules, EmailSettings settings) {
    rules.that(
        isSender(settings.from()),
        "from",
        settings.from(),
        "must be an address or Name <address>, such as Cascade <orders@cascade.example>");
    rules.that(
        isAddress("id@" + settings.messageIdDomain()),
        "message-id-domain",
        settings.messageIdDomain(),
        "must be a domain in ASCII, such as cascade.example");
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

  private static void retry(SettingRules rules, Retry retry) {
    rules.positive("retry.first-wait", retry.firstWait());
    rules.that(
        retry.longestWait().compareTo(retry.firstWait()) >= 0,
        "retry.longest-wait",
        retry.longestWait(),
        "must not be shorter than retry.first-wait");
    rules.positive("retry.longest-wait", retry.longestWait());
    rules.number("retry.max-attempts", retry.maxAttempts(), 1);
    rules.positive("retry.patience", retry.patience());
  }
}
