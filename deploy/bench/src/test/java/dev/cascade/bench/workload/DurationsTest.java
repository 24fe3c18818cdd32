package dev.cascade.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class DurationsTest {

  @Test
  void aTimeHasAUnitOrIsInSeconds() {
    assertThat(new Durations().convert("500ms")).isEqualTo(Duration.ofMillis(500));
    assertThat(new Durations().convert("30s")).isEqualTo(Duration.ofSeconds(30));
    assertThat(new Durations().convert("2m")).isEqualTo(Duration.ofMinutes(2));
    assertThat(new Durations().convert("7")).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void anythingElseIsRefused() {
    assertThatThrownBy(() -> new Durations().convert("-1s"))
        .isInstanceOf(TypeConversionException.class);
    assertThatThrownBy(() -> new Durations().convert("1h"))
        .isInstanceOf(TypeConversionException.class);
  }
}
