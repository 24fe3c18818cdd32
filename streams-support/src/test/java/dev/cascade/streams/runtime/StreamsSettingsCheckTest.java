package dev.cascade.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SysPropConfigSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsSettingsCheckTest {

  private static final int QUARKUS_PRIORITY = 200;

  @Test
  void theDefaultsPass() {
    assertThat(violations(Map.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:9092", "a:9092, b.example.org:9093", "[::1]:9092", "SSL://a_b:9092"})
  void brokersMayBeNamedInAnyWayThatKafkaKnows(String servers) {
    assertThat(violations(Map.of("bootstrap-servers", servers))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "bootstrap-servers, localhost",
    "bootstrap-servers, 'a:9092,b'",
    "instance-id, 'two words'",
    "advertised-host, http://localhost:8081",
    "commit-interval, PT-1S",
    "commit-share, 0",
    "commit-share, NaN",
    "poll-interval, PT0S",
    "threads, 0",
    "standbys, -1",
    "standby-read-max-lag, 0",
    "session-timeout, PT0.5S",
    "replication-factor, 0",
    "rocks-db-bytes, 1000"
  })
  void aValueThatIsOutOfRangeIsNamed(String key, String value) {
    assertThat(violations(Map.of(key, value)))
        .hasSize(1)
        .allMatch(violation -> violation.startsWith("cascade.streams." + key));
  }

  private static List<String> violations(Map<String, String> changed) {
    Map<String, String> values = new HashMap<>();
    values.put("quarkus.application.name", "any-service");
    changed.forEach((key, value) -> values.put("cascade.streams." + key, value));
    StreamsSettings settings =
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, QUARKUS_PRIORITY, new DurationConverter())
            .withMapping(StreamsSettings.class)
            .addDefaultInterceptors()
            .withSources(new SysPropConfigSource())
            .withDefaultValues(values)
            .build()
            .getConfigMapping(StreamsSettings.class);
    return StreamsSettingsCheck.rules(settings).violations();
  }
}
