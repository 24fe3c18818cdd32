package dev.cascade.orders.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.schemas.Money;
import dev.cascade.schemas.OrderLine;
import dev.cascade.schemas.Reason;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderPartsTest {

  @Test
  void whatAForeignValidatorSaysIsCut() {
    Reason wordy = new Reason("s".repeat(10_000), "c".repeat(10_000), "d".repeat(10_000));

    assertThat(OrderParts.domain(wordy))
        .isEqualTo(
            new dev.cascade.orders.domain.Reason(
                "s".repeat(100), "c".repeat(100), "d".repeat(500)));
  }

  @Test
  void moreLinesThanTheStateOfAnOrderCanHoldAreRefused() {
    assertThat(OrderParts.domainLines(lines(5_000))).hasSize(5_000);
    assertThatThrownBy(() -> OrderParts.domainLines(lines(5_001)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5001 lines");
  }

  private static List<OrderLine> lines(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> new OrderLine(number, "p", 1, new Money(1L, "EUR")))
        .toList();
  }
}
