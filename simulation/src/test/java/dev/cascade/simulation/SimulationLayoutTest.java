package dev.cascade.simulation;

import dev.cascade.testing.PackageDocumentation;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SimulationLayoutTest {

  @Test
  void everyPackageSaysWhatItIsFor() {
    PackageDocumentation.check(Path.of(System.getProperty("basedir", ""), "src/main/java"));
  }
}
