package dev.cascade.bench.resources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.bench.resources.ResourceUse.PartUse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineSampleTest {

  @Test
  void waitingForTheDiskIsNotBusyButAStolenTickIs() {
    //                              user nice system idle iowait irq softirq steal guest
    MachineSample sample = MachineSample.parse("cpu  10 1 5 100 20 2 3 4 9 9");

    assertThat(sample.busy()).isEqualTo(25);
    assertThat(sample.total()).isEqualTo(145);
  }

  @Test
  void whatNobodyOfUsUsedIsForeign() {
    ResourceUse use =
        new ResourceUse(
            2,
            Map.of("kafka", new PartUse(1_000, 300), ResourceUse.DRIVER, new PartUse(500, 100)),
            1.5);

    assertThat(use.cores("kafka")).isEqualTo(0.5);
    assertThat(use.cores("nobody")).isZero();
    assertThat(use.systemCpuMillis()).isEqualTo(1_000);
    assertThat(use.foreignCores()).isEqualTo(0.75);
  }
}
