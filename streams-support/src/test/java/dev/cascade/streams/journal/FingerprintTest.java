package dev.cascade.streams.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "cascade.orders.waiters", "20000",
          "cascade.streams.instance-id", "1",
          "cascade.streams.repair-password", "sesame",
          "other.setting", "a");

  @Test
  void aSettingThatDiffersShows() {
    assertThat(with("cascade.orders.waiters", "1")).isNotEqualTo(with("other.setting", "a"));
  }

  @Test
  void whatIsTheInstancesOwnOrSecretOrOfOthersDoesNot() {
    assertThat(with("cascade.streams.instance-id", "2")).isEqualTo(with("other.setting", "a"));
    assertThat(with("cascade.streams.repair-password", "x")).isEqualTo(with("other.setting", "a"));
    assertThat(with("other.setting", "b")).isEqualTo(with("other.setting", "a"));
  }

  @Test
  void aSettingWithoutAValueIsNoHindrance() {
    assertThat(with("cascade.orders.rest", "${not.there}")).hasSize(8);
  }

  private static String with(String name, String value) {
    Map<String, String> all = new HashMap<>(SETTINGS);
    all.put(name, value);
    return Fingerprint.of(
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withSources(new PropertiesConfigSource(all, "a test", 100))
            .build());
  }
}
