package dev.cascade.streams.runtime;

import dev.cascade.testing.fuzz.SettingsFuzz;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamsSettingsFuzzTest {

  @Test
  void whateverIsConfiguredIsNamedOrTaken() {
    SettingsFuzz.of(
        StreamsSettings.class,
        Map.of(
            "cascade.streams.bootstrap-servers", "localhost:9092",
            "cascade.streams.registry-url", "http://localhost:8090",
            "cascade.streams.state-dir", "/tmp",
            "cascade.streams.instance-id", "one",
            "cascade.streams.advertised-host", "localhost:1"),
        it -> StreamsSettingsCheck.rules(it).violations());
  }
}
