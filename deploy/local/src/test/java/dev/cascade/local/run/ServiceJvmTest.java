package dev.cascade.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceJvmTest {

  @Test
  void whatTheUserSetForTheCLibraryIsLeftAlone() {
    Map<String, String> added = ServiceJvm.environment(Map.of("MALLOC_ARENA_MAX", "4"));

    assertThat(added).containsOnlyKeys("MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_");
  }
}
