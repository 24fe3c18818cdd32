package dev.cascade.orders.topology;

import static dev.cascade.schemas.OrderState.CANCELLED;
import static dev.cascade.schemas.OrderState.CONFIRMED;
import static dev.cascade.schemas.OrderState.CREATED;
import static dev.cascade.schemas.OrderState.FAILED;
import static dev.cascade.schemas.OrderState.SHIPPED;
import static dev.cascade.schemas.OrderState.VALIDATED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.orders.contract.OrderRequests;
import dev.cascade.orders.domain.SomeOrders;
import dev.cascade.schemas.CustomerOrderChange;
import dev.cascade.schemas.LineChange;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderChange;
import dev.cascade.schemas.OrderLineChange;
import dev.cascade.schemas.OrderPaymentOutcome;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.Verdict;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.GoldenTopology;
import dev.cascade.testing.PoisonRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrdersLifecycleTest {

  private final LifecycleDriver driver = new LifecycleDriver();

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void theTopologyIsTheOneThatRunningSystemsHaveStateOf() {
    GoldenTopology.assertMatches(LifecycleDriver.topology(), OrdersLifecycle.NAME);
  }

  @Test
  void anOrderGoesFromRequestToShipment() {
    driver.request("1", 2);
    driver.allPass("1", 2);
    driver.payment("1", OrderPaymentOutcome.PAID);
    driver.requests.pipeInput(
        "1", OrderRequests.shipment("1", "r-2", driver.harness.now(), Optional.of("DHL 1")));

    List<Order> orders = driver.orders.readValuesToList();

    assertThat(orders)
        .extracting(Order::getState)
        .containsExactly(CREATED, VALIDATED, CONFIRMED, SHIPPED);
    assertThat(orders).extracting(Order::getVersion).containsExactly(1L, 2L, 3L, 4L);
    assertThat(orders)
        .extracting(order -> order.getRequestPosition().getOffset())
        .containsExactly(0L, 0L, 0L, 1L);
  }

  @Test
  void aRepeatedRequestLeavesOneOrderAndMovesThePosition() {
    driver.request("1", 1);
    driver.request("1", 1);

    List<Order> orders = driver.orders.readValuesToList();

    assertThat(orders).extracting(Order::getState).containsExactly(CREATED, CREATED);
    assertThat(orders.getLast().getPreviousState()).isEqualTo(CREATED);
    assertThat(orders.getLast().getRequestPosition().getOffset()).isEqualTo(1);
  }

  @Test
  void verdictsOnAnUnknownOrderLeaveNothingBehind() {
    driver.allPass("ghost", 1);
    driver.payment("ghost", OrderPaymentOutcome.PAID);

    assertThat(driver.orders.isEmpty()).isTrue();
    assertThat(driver.harness.store(OrdersLifecycle.PROGRESS).approximateNumEntries()).isZero();
  }

  @Test
  void anOrderWhoseValidatorIsSilentFailsAtItsDeadline() {
    driver.request("1", 1);
    driver.verdict("1", "order-details", null, Verdict.PASS);
    driver.verdict("1", "inventory", 1, Verdict.PASS);
    driver.harness.advance(SomeOrders.VERDICT.minusMillis(200));
    assertThat(driver.orders.readValuesToList()).extracting(Order::getState).hasSize(1);

    driver.harness.advance(Duration.ofMillis(200));

    Order failed = driver.orders.readValue();
    assertThat(failed.getState()).isEqualTo(FAILED);
    assertThat(failed.getReasons())
        .singleElement()
        .satisfies(reason -> assertThat(reason.getSource()).isEqualTo("fraud"));
  }

  @Test
  void anOrderUnderReviewWaitsLongerAndSaysSo() {
    driver.request("1", 1);
    driver.verdict("1", "order-details", null, Verdict.PASS);
    driver.verdict("1", "inventory", 1, Verdict.PASS);
    Instant until = driver.harness.now().plus(Duration.ofMinutes(10));
    driver.pending("1", "fraud", until);
    driver.harness.advance(Duration.ofMinutes(9));

    List<Order> orders = driver.orders.readValuesToList();
    assertThat(orders).extracting(Order::getState).containsExactly(CREATED, CREATED);
    assertThat(orders.getLast().getUnderReview()).containsExactly("fraud");
    assertThat(orders.getLast().getDeadline()).isEqualTo(until);
    assertThat(driver.lines.readValuesToList()).as("nothing is given back").hasSize(1);

    driver.verdict("1", "fraud", null, Verdict.PASS);

    Order validated = driver.orders.readValue();
    assertThat(validated.getState()).isEqualTo(VALIDATED);
    assertThat(validated.getUnderReview()).isEmpty();
  }

  @Test
  void anOrderOnWhichNobodyDecidesFailsAtItsDeadlineAndGivesBackWhatItHolds() {
    driver.request("1", 1);
    driver.verdict("1", "order-details", null, Verdict.PASS);
    driver.verdict("1", "inventory", 1, Verdict.PASS);
    driver.pending("1", "fraud", driver.harness.now().plus(Duration.ofMinutes(10)));
    driver.harness.advance(Duration.ofMinutes(10).minusMillis(200));
    assertThat(driver.orders.readValuesToList()).extracting(Order::getState).hasSize(2);

    driver.harness.advance(Duration.ofMillis(200));

    Order failed = driver.orders.readValue();
    assertThat(failed.getState()).isEqualTo(FAILED);
    assertThat(failed.getReasons())
        .singleElement()
        .satisfies(reason -> assertThat(reason.getCode()).isEqualTo("no-verdict"));
    assertThat(driver.lines.readValuesToList())
        .extracting(OrderLineChange::getChange)
        .containsExactly(LineChange.ORDERED, LineChange.ENDED);
    assertThat(driver.customerOrders.readValuesToList())
        .extracting(CustomerOrderChange::getChange)
        .containsExactly(OrderChange.PLACED, OrderChange.ENDED);
  }

  @Test
  void manyDeadlinesAtOnceAreAllMet() {
    for (int i = 0; i < 1_200; i++) {
      driver.request("order-" + i, 1);
    }
    driver.orders.readValuesToList();

    driver.harness.advance(SomeOrders.VERDICT);
    driver.harness.advance(Duration.ofSeconds(1));
    driver.harness.advance(Duration.ofSeconds(1));

    assertThat(driver.orders.readValuesToList().stream().map(Order::getState).toList())
        .hasSize(1_200)
        .containsOnly(FAILED);
  }

  @Test
  void oneLookAtTheClockEndsABoundedNumberOfOrders() {
    for (int i = 0; i < 1_200; i++) {
      driver.request("order-" + i, 1);
    }
    driver.orders.readValuesToList();
    driver.harness.advance(SomeOrders.VERDICT.minusMillis(100));

    driver.harness.advance(Duration.ofMillis(100));

    assertThat(driver.orders.readValuesToList()).hasSize(500);
  }

  @Test
  void anotherContentUnderTheSameIdDoesNotReplaceTheOrder() {
    driver.request("1", 1);
    driver.request("1", 2);
    driver.allPass("1", 1);

    List<Order> orders = driver.orders.readValuesToList();
    assertThat(orders).extracting(Order::getState).containsExactly(CREATED, CREATED, VALIDATED);
    assertThat(orders).allSatisfy(order -> assertThat(order.getLines()).hasSize(1));
  }

  @Test
  void anOrderThatWentOnIsNotEndedByItsEarlierDeadline() {
    driver.request("1", 1);
    driver.allPass("1", 1);
    driver.orders.readValuesToList();

    driver.harness.advance(SomeOrders.VERDICT);
    driver.harness.advance(
        SomeOrders.PATIENCE.payment().minus(SomeOrders.VERDICT).minusMillis(200));
    assertThat(driver.orders.isEmpty()).isTrue();

    driver.harness.advance(Duration.ofSeconds(1));
    assertThat(driver.orders.readValue().getState()).isEqualTo(FAILED);
  }

  @Test
  void theDeadlineIndexHasOneEntryForEachOrder() {
    driver.request("1", 1);
    driver.request("1", 1);
    driver.allPass("1", 1);
    driver.payment("1", OrderPaymentOutcome.PAID);

    assertThat(entries(OrdersLifecycle.DUE)).isEqualTo(1);
  }

  @Test
  void aFinalOrderLeavesStoresAndTopicAfterItsRetention() {
    driver.request("1", 1);
    driver.requests.pipeInput(
        "1", OrderRequests.cancellation("1", "r-2", driver.harness.now(), "too late"));
    assertThat(driver.orders.readValuesToList())
        .extracting(Order::getState)
        .containsExactly(CREATED, CANCELLED);

    driver.harness.advance(SomeOrders.PATIENCE.retention());

    assertThat(driver.orders.readKeyValuesToList()).containsExactly(new KeyValue<>("1", null));
    assertThat(entries(OrdersLifecycle.PROGRESS)).isZero();
    assertThat(entries(OrdersLifecycle.DUE)).isZero();
  }

  @Test
  void aFourthValidatorIsPluggedInByDataAndCounts() {
    driver.request("before", 1);
    driver.rule("sanctions", true, true);
    driver.request("after", 1);
    driver.allPass("before", 1);
    driver.allPass("after", 1);
    assertThat(statesOf("before")).containsExactly(CREATED, VALIDATED);

    driver.verdict("after", "sanctions", null, Verdict.PASS);

    assertThat(driver.orders.readValuesToList())
        .filteredOn(order -> order.getId().equals("after"))
        .extracting(Order::getState)
        .contains(VALIDATED);
  }

  @Test
  void aBuiltInRuleIsSwitchedOffByData() {
    driver.rule("fraud", true, false);
    driver.request("1", 1);
    driver.verdict("1", "order-details", null, Verdict.PASS);
    driver.verdict("1", "inventory", 1, Verdict.PASS);

    assertThat(statesOf("1")).containsExactly(CREATED, VALIDATED);
  }

  @Test
  void anUnreadableRuleDoesNotStopOrders() {
    raw(Topics.VALIDATION_RULES).pipeInput("broken", PoisonRecords.withoutFrame());
    driver.request("1", 1);

    assertThat(statesOf("1")).containsExactly(CREATED);
  }

  @Test
  void poisonOnAnyInputIsPutAsideAndTheNextRecordIsProcessed() {
    for (String topic :
        List.of(Topics.ORDER_REQUESTS, Topics.ORDER_VALIDATIONS, Topics.ORDER_PAYMENTS)) {
      raw(topic).pipeInput("1", PoisonRecords.withoutFrame());
    }
    driver.request("1", 1);

    assertThat(driver.deadLetters(driver.harness)).hasSize(3);
    assertThat(statesOf("1")).containsExactly(CREATED);
  }

  @Test
  void contentThatBreaksTheContractIsPutAside() {
    driver.requests.pipeInput(
        "1", OrderRequests.order("2", "r", driver.harness.now(), SomeOrders.content(1)));
    driver.verdict("1", "inventory", -1, Verdict.PASS);
    driver.requests.pipeInput("1", null);
    driver.requests.pipeInput(
        null, OrderRequests.order("1", "r", driver.harness.now(), SomeOrders.content(1)));

    assertThat(driver.deadLetters(driver.harness)).hasSize(4);
    assertThat(driver.orders.isEmpty()).isTrue();
  }

  private List<OrderState> statesOf(String id) {
    return driver.orders.readValuesToList().stream()
        .filter(order -> order.getId().equals(id))
        .map(Order::getState)
        .toList();
  }

  private TestInputTopic<String, byte[]> raw(String topic) {
    return driver.harness.input(topic, Serdes.ByteArray());
  }

  private int entries(String store) {
    int count = 0;
    try (var all = driver.harness.store(store).all()) {
      while (all.hasNext()) {
        all.next();
        count++;
      }
    }
    return count;
  }
}
