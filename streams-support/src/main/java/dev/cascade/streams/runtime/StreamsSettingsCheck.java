package dev.cascade.streams.runtime;

import dev.cascade.streams.settings.SettingRules;
import dev.cascade.streams.shadow.Shadow;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Pattern;

/** What the Streams configuration must be like, whatever the service. */
final class StreamsSettingsCheck {

  private static final Pattern HOST_AND_PORT =
      Pattern.compile("([A-Z_]+://)?(\\[[0-9A-Fa-f:.%]+]|[^\\s/:,\\[\\]]+):\\d{1,5}");
  private static final Pattern ADDRESS =
      Pattern.compile("https?://(\\[[0-9A-Fa-f:.%]+]|[^\\s/:\\[\\]]+)(:\\d{1,5})?(/\\S*)?");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Duration LONGEST_COMMIT = Duration.ofMinutes(1);
  private static final Duration LONGEST_POLL = Duration.ofSeconds(1);
  private static final Duration SHORTEST_SESSION = Duration.ofSeconds(1);
  private static final Duration LONGEST_SESSION = Duration.ofMinutes(15);
  private static final Duration LONGEST_PATIENCE = Duration.ofHours(1);
  private static final int MOST_THREADS = 256;
  private static final long LEAST_ROCKSDB_BYTES = 1 << 20;

  /** The rules with what breaks them. */
  @Produces
  @Singleton
  static SettingRules rules(StreamsSettings settings) {
    SettingRules rules = new SettingRules("cascade.streams.");
    rules.that(
        !settings.bootstrapServers().isBlank()
            && Pattern.compile(",")
                .splitAsStream(settings.bootstrapServers())
                .allMatch(server -> HOST_AND_PORT.matcher(server.strip()).matches()),
        "bootstrap-servers",
        settings.bootstrapServers(),
        "must be host:port, with commas between several");
    rules.that(
        ADDRESS.matcher(settings.registryUrl()).matches(),
        "registry-url",
        settings.registryUrl(),
        "must be http:// or https:// with a host");
    rules.that(
        NAME.matcher(settings.instanceId()).matches(),
        "instance-id",
        settings.instanceId(),
        "must be 1 to 64 of the characters A-Z a-z 0-9 . _ -");
    rules.that(
        HOST_AND_PORT.matcher(settings.advertisedHost()).matches(),
        "advertised-host",
        settings.advertisedHost(),
        "must be host:port");
    rules.duration("commit-interval", settings.commitInterval(), Duration.ZERO, LONGEST_COMMIT);
    rules.that(
        settings.commitShare() > 0 && settings.commitShare() <= 1,
        "commit-share",
        settings.commitShare(),
        "must be above 0, and 1 at most");
    rules.duration("poll-interval", settings.pollInterval(), Duration.ofMillis(1), LONGEST_POLL);
    rules.number("threads", settings.threads(), 1, MOST_THREADS);
    rules.number("standbys", settings.standbys(), 0);
    settings.standbyReadMaxLag().ifPresent(most -> rules.number("standby-read-max-lag", most, 1));
    rules.duration("session-timeout", settings.sessionTimeout(), SHORTEST_SESSION, LONGEST_SESSION);
    rules.duration("stuck-after", settings.stuckAfter(), Duration.ZERO, LONGEST_PATIENCE);
    settings
        .repairClientProperties()
        .ifPresent(file ->
            rules.that(
                Files.isReadable(file),
                "repair-client-properties",
                file,
                "must be a file that can be read"));
    settings
        .clientProperties()
        .ifPresent(file ->
            KafkaCluster.complaint(file)
                .ifPresent(complaint ->
                    rules.that(
                        false,
                        "client-properties",
                        file,
                        "must be a file of settings security.*, sasl.* and ssl.* for Kafka's"
                            + " clients: "
                            + complaint)));
    settings
        .shadow()
        .ifPresent(file ->
            Shadow.complaint(file)
                .ifPresent(complaint ->
                    rules.that(false, "shadow", file, "must be a file of a shadow: " + complaint)));
    rules.number("replication-factor", settings.replicationFactor(), -1, Short.MAX_VALUE);
    rules.that(
        settings.replicationFactor() != 0, "replication-factor", 0, "must be -1, or 1 or more");
    rules.number("rocks-db-bytes", settings.rocksDbBytes(), LEAST_ROCKSDB_BYTES);
    return rules;
  }
}
