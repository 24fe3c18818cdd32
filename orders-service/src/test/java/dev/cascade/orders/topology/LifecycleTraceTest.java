package dev.cascade.orders.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.orders.contract.OrderRequests;
import dev.cascade.orders.domain.SomeOrders;
import dev.cascade.schemas.OrderPaymentOutcome;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Verdict;
import dev.cascade.testing.SampledTrace;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All that is told of an order is in the trace of its request. */
class LifecycleTraceTest {

  private static final SampledTrace ITS_OWN = SampledTrace.of('a');
  private static final SampledTrace ANOTHER = SampledTrace.of('b');

  private final LifecycleDriver driver = new LifecycleDriver();

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void whatARequestLeadsToIsInItsTrace() {
    request("1", ITS_OWN);

    assertThat(traces(driver.orders)).containsExactly(ITS_OWN.id());
    assertThat(traces(driver.lines)).containsExactly(ITS_OWN.id(), ITS_OWN.id());
    assertThat(traces(driver.customerOrders)).containsExactly(ITS_OWN.id());
  }

  @Test
  void verdictsThatSayNoTraceLeadToAnOrderThatDoes() {
    request("1", ITS_OWN);
    driver.allPass("1", 2);
    driver.payment("1", OrderPaymentOutcome.PAID);

    assertThat(traces(driver.orders)).hasSize(3).containsOnly(ITS_OWN.id());
  }

  @Test
  void aVerdictOfAnotherTraceDoesNotTakeTheOrderIntoIt() {
    request("1", ITS_OWN);
    driver.verdict("1", "order-details", null, Verdict.PASS);
    driver.verdict("1", "inventory", 1, Verdict.PASS);
    driver.verdict("1", "inventory", 2, Verdict.PASS);
    driver.validations.pipeInput(
        ANOTHER.record(
            "1",
            new OrderValidation(
                "1", "fraud", null, Verdict.PASS, List.of(), driver.harness.now(), null)));

    assertThat(traces(driver.orders)).hasSize(2).containsOnly(ITS_OWN.id());
  }

  @Test
  void aDeadlineThatFiresKeepsTheOrdersTrace() {
    request("1", ITS_OWN);
    request("2", ANOTHER);
    driver.request("3", 1);
    driver.harness.advance(SomeOrders.VERDICT.plusMillis(100));

    List<TestRecord<String, dev.cascade.schemas.Order>> failed =
        driver.orders.readRecordsToList().stream()
            .filter(record -> record.value().getState() == OrderState.FAILED)
            .toList();

    assertThat(failed).extracting(TestRecord::key).containsExactlyInAnyOrder("1", "2", "3");
    assertThat(failed)
        .allSatisfy(record ->
            assertThat(SampledTrace.idOf(record))
                .isEqualTo(
                    switch (record.key()) {
                      case "1" -> ITS_OWN.id();
                      case "2" -> ANOTHER.id();
                      default -> null;
                    }));
  }

  @Test
  void anOrderThatIsForgottenLeavesNoTraceBehind() {
    request("1", ITS_OWN);
    driver.harness.advance(SomeOrders.VERDICT.plusMillis(100));
    driver.harness.advance(SomeOrders.PATIENCE.retention().plus(Duration.ofSeconds(1)));

    assertThat(driver.harness.<String, byte[]>store(OrdersLifecycle.TRACES).approximateNumEntries())
        .isZero();
    assertThat(traces(driver.orders)).hasSize(3).containsOnly(ITS_OWN.id());
  }

  private void request(String id, SampledTrace trace) {
    driver.requests.pipeInput(
        trace.record(
            id, OrderRequests.order(id, "r-" + id, driver.harness.now(), SomeOrders.content(2))));
  }

  private static List<String> traces(TestOutputTopic<String, ?> topic) {
    return topic.readRecordsToList().stream().map(SampledTrace::idOf).toList();
  }
}
