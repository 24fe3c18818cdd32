package dev.cascade.streams.identity;

import dev.cascade.streams.settings.SettingRules;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** What the configuration of identity must be like, whatever the service, once it is on. */
final class IdentitySettingsCheck {

  private static final Duration MOST_SKEW = Duration.ofMinutes(5);
  private static final Duration LEAST_VALIDITY = Duration.ofMinutes(1);
  private static final Duration MOST_VALIDITY = Duration.ofDays(366);
  private static final Duration MOST_REFRESH = Duration.ofDays(1);

  private IdentitySettingsCheck() {}

  /** The rules with what breaks them; reads the key set, so that a wrong one is told at once. */
  @Produces
  @Singleton
  static SettingRules rules(IdentitySettings settings) {
    SettingRules rules = new SettingRules("cascade.identity.");
    if (!settings.enabled()) {
      return rules;
    }
    keySet(rules, settings);
    rules.that(
        settings.issuer().filter(it -> !it.isBlank()).isPresent(),
        "issuer",
        "nothing",
        "must be the iss of the tokens that are to be believed");
    rules.that(!settings.audience().isBlank(), "audience", "blank", "must be an aud of the tokens");
    rules.that(
        !settings.rolesClaim().isBlank(),
        "roles-claim",
        "blank",
        "must name a claim of the tokens");
    rules.duration("clock-skew", settings.clockSkew(), Duration.ZERO, MOST_SKEW);
    rules.duration("longest-validity", settings.longestValidity(), LEAST_VALIDITY, MOST_VALIDITY);
    rules.duration("refresh-every", settings.refreshEvery(), TrustedKeys.PAUSE, MOST_REFRESH);
    return rules;
  }

  private static void keySet(SettingRules rules, IdentitySettings settings) {
    Optional<String> place = settings.keySet().filter(it -> !it.isBlank());
    if (place.isEmpty() && settings.issuer().filter(it -> it.startsWith("https://")).isEmpty()) {
      rules.that(
          false,
          "key-set",
          "nothing",
          "must be the path or the https address of the public keys that sign tokens, since"
              + " cascade.identity.enabled is true; or cascade.identity.issuer must be the https"
              + " address of an OpenID provider, which tells it");
      return;
    }
    try {
      var unused = KeySource.of(settings).read();
    } catch (BadKeySetException e) {
      rules.that(false, "key-set", place.orElse("nothing"), String.valueOf(e.getMessage()));
    }
  }
}
