package dev.cascade.testing;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** A service's settings without the service: its defaults with some values of a test. */
public final class SettingsOf {

  /** As in Quarkus, whose converter also reads {@code 5s}. */
  private static final int QUARKUS_PRIORITY = 200;

  private SettingsOf() {}

  /**
   * The settings.
   *
   * @param mapping the interface that they are mapped to
   * @param values by whole key
   */
  public static <T> T of(Class<T> mapping, Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withConverter(Duration.class, QUARKUS_PRIORITY, new DurationConverter())
        .withMapping(mapping)
        .withDefaultValues(values)
        .build()
        .getConfigMapping(mapping);
  }
}
