package dev.cascade.orders.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.cascade.orders.contract.OrderRequests;
import dev.cascade.orders.domain.SomeOrders;
import dev.cascade.schemas.CustomerOrderChange;
import dev.cascade.schemas.LineChange;
import dev.cascade.schemas.Money;
import dev.cascade.schemas.OrderChange;
import dev.cascade.schemas.OrderLineChange;
import dev.cascade.schemas.OrderPaymentOutcome;
import dev.cascade.schemas.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the lifecycle writes for inventory, by product, and for fraud, by customer. */
class OrderChangesWrittenTest {

  private final LifecycleDriver driver = new LifecycleDriver();

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void aNewOrderIsToldLineByLineToItsProductsAndOnceToItsCustomer() {
    Instant now = driver.harness.now();
    driver.request("1", 2);

    assertThat(driver.lines.readKeyValuesToList())
        .containsExactly(
            KeyValue.pair("product-1", line(1, LineChange.ORDERED, now)),
            KeyValue.pair("product-2", line(2, LineChange.ORDERED, now)));
    assertThat(driver.customerOrders.readKeyValuesToList())
        .containsExactly(KeyValue.pair("c-1", order(750, OrderChange.PLACED, now)));
  }

  @Test
  void aRepeatedRequestAndTheStepsToPaymentTellNothing() {
    driver.request("1", 1);
    readAll();

    driver.request("1", 1);
    driver.allPass("1", 1);
    driver.allPass("1", 1);
    driver.payment("1", OrderPaymentOutcome.PAID);
    driver.payment("1", OrderPaymentOutcome.PAID);

    nothingIsTold();
  }

  @Test
  void aFailedOrderEndsItsLinesAndItsValueOnce() {
    driver.request("1", 2);
    readAll();

    driver.verdict("1", "fraud", null, Verdict.FAIL);
    driver.verdict("1", "order-details", null, Verdict.PASS);
    driver.verdict("1", "inventory", 1, Verdict.PASS);
    driver.verdict("1", "inventory", 2, Verdict.PASS);
    cancel();

    assertThat(kindsOfLines())
        .containsExactly(tuple(1, LineChange.ENDED), tuple(2, LineChange.ENDED));
    assertThat(kindsOfOrders()).containsExactly(OrderChange.ENDED);
  }

  @Test
  void aCancelledOrderEndsItsLinesAndItsValueOnce() {
    driver.request("1", 2);
    readAll();

    cancel();
    cancel();

    assertThat(kindsOfLines())
        .containsExactly(tuple(1, LineChange.ENDED), tuple(2, LineChange.ENDED));
    assertThat(kindsOfOrders()).containsExactly(OrderChange.ENDED);
  }

  @Test
  void aShippedOrderShipsItsLinesOnceAndItsValueStays() {
    driver.request("1", 2);
    driver.allPass("1", 2);
    driver.payment("1", OrderPaymentOutcome.PAID);
    readAll();

    ship();
    ship();

    assertThat(kindsOfLines())
        .containsExactly(tuple(1, LineChange.SHIPPED), tuple(2, LineChange.SHIPPED));
    assertThat(driver.customerOrders.isEmpty()).isTrue();
  }

  @Test
  void anOrderThatIsForgottenTellsNothing() {
    driver.request("1", 1);
    cancel();
    readAll();

    driver.harness.advance(SomeOrders.PATIENCE.retention());

    assertThat(driver.orders.readValuesToList()).hasSize(1);
    nothingIsTold();
  }

  private void cancel() {
    driver.requests.pipeInput(
        "1", OrderRequests.cancellation("1", "r-2", driver.harness.now(), "changed my mind"));
  }

  private void ship() {
    driver.requests.pipeInput(
        "1", OrderRequests.shipment("1", "r-3", driver.harness.now(), Optional.empty()));
  }

  private void readAll() {
    driver.orders.readValuesToList();
    driver.lines.readValuesToList();
    driver.customerOrders.readValuesToList();
  }

  private void nothingIsTold() {
    assertThat(driver.lines.isEmpty()).isTrue();
    assertThat(driver.customerOrders.isEmpty()).isTrue();
  }

  private List<Tuple> kindsOfLines() {
    return driver.lines.readValuesToList().stream()
        .map(change -> tuple(change.getNumber(), change.getChange()))
        .toList();
  }

  private List<OrderChange> kindsOfOrders() {
    return driver.customerOrders.readValuesToList().stream()
        .map(CustomerOrderChange::getChange)
        .toList();
  }

  private static OrderLineChange line(int number, LineChange change, Instant orderedAt) {
    return new OrderLineChange("1", number, "product-" + number, number, change, orderedAt);
  }

  private static CustomerOrderChange order(long total, OrderChange change, Instant orderedAt) {
    return new CustomerOrderChange(
        "1",
        "c-1",
        new Money(total, "EUR"),
        List.of("order-details", "fraud", "inventory"),
        change,
        orderedAt);
  }
}
