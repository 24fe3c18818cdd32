package dev.cascade.bench.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cascade.bench.capacity.CapacityModel.Deployment;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapacityModelTest {

  private static final OrderCost COST = new OrderCost(200, 0.5, 1.25, 3, 5_000);
  private static final CapacityModel MODEL = new CapacityModel(COST, 2, 3_000);

  @Test
  void theMeasuredDeploymentIsWhatWasMeasured() {
    Deployment here = only(2);

    assertThat(here).isEqualTo(new Deployment(2, 1, 200, 0.5, 1.25, 600, 1, 86.4, 1));
  }

  @Test
  void aLargerOneIsSoManyCopies() {
    Deployment large = only(1_000);

    assertThat(large.copies()).isEqualTo(500);
    assertThat(large.ordersPerSecond()).isEqualTo(100_000);
    assertThat(large.brokerCores()).isEqualTo(250);
    assertThat(large.serviceCores()).isEqualTo(625);
    assertThat(large.transactionsPerSecond()).isEqualTo(300_000);
    assertThat(large.logGigabytesPerDay()).isCloseTo(43_200, within(1e-6));
  }

  @Test
  void oneAccountReceivesNoMoreThanItCan() {
    assertThat(only(30).merchantAccounts()).isEqualTo(1);
    assertThat(only(32).merchantAccounts()).isEqualTo(2);
    assertThat(only(1_000).merchantAccounts()).isEqualTo(34);
  }

  @Test
  void partitionsThatMakeNoWholeCopyAreNotWorkedOnByOne() {
    assertThat(only(1).copies()).isEqualTo(1);
    assertThat(only(5).copies()).isEqualTo(2);
  }

  @Test
  void nothingIsReckonedFromNothing() {
    assertThatThrownBy(() -> new OrderCost(0, 1, 1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CapacityModel(COST, 2, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Deployment only(int partitions) {
    return MODEL.withPartitions(List.of(partitions)).getFirst();
  }
}
