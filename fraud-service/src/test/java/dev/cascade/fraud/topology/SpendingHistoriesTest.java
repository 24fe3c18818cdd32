package dev.cascade.fraud.topology;

import static dev.cascade.fraud.TestOrders.ended;
import static dev.cascade.fraud.TestOrders.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.cascade.fraud.contract.TopicSerdes;
import dev.cascade.fraud.domain.FraudDecider;
import dev.cascade.fraud.domain.SpendingLimits;
import dev.cascade.fraud.domain.SpendingWindow;
import dev.cascade.schemas.CustomerOrderChange;
import dev.cascade.schemas.CustomerSpending;
import dev.cascade.schemas.FraudAlert;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Verdict;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.PlainAvroSerde;
import dev.cascade.testing.Seed;
import dev.cascade.testing.Seeds;
import dev.cascade.testing.TopologyHarness;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Random histories of two customers through stores and sweeping: repeats, ends of orders, orders
 * that are late within the grace, pauses after which much is forgotten. Each is judged as if
 * nothing were ever forgotten and every hour were added up anew.
 */
class SpendingHistoriesTest {

  private static final long LIMIT = 1_000;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration GRACE = Duration.ofMinutes(10);

  private final TopologyHarness harness =
      TopologyHarness.of(
          new SpendingTopology(
                  serdes(),
                  new FraudDecider(new SpendingWindow(HOUR)),
                  new SpendingLimits(new BigDecimal("10.00"), Map.of(), Map.of()),
                  Reviewing.NONE,
                  Sweeping.after(HOUR, GRACE, Duration.ofSeconds(1), 1_000),
                  new FraudMeters(new SimpleMeterRegistry()))
              .build());
  private final TestInputTopic<String, CustomerOrderChange> orders =
      harness.input(Topics.CUSTOMER_ORDERS, PlainAvroSerde.of(CustomerOrderChange.class));
  private final TestOutputTopic<String, OrderValidation> verdicts =
      harness.output(Topics.ORDER_VALIDATIONS, PlainAvroSerde.of(OrderValidation.class));
  private final TestOutputTopic<String, FraudAlert> alerts =
      harness.output(Topics.FRAUD_ALERTS, PlainAvroSerde.of(FraudAlert.class));
  private final TestOutputTopic<String, CustomerSpending> spending =
      harness.output(Topics.CUSTOMER_SPENDING, PlainAvroSerde.of(CustomerSpending.class));

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void anyHistoryIsJudgedAsIfNothingWereForgotten() {
    Seeds.forEach(200, seed -> new World(seed).live());
  }

  private final class World {

    private final Seed seed;
    private final List<String> customers;
    private final List<CustomerOrderChange> all = new ArrayList<>();
    private final Map<String, CustomerOrderChange> live = new HashMap<>();
    private final Map<String, Verdict> given = new HashMap<>();

    World(Seed seed) {
      this.seed = seed;
      this.customers = List.of("a-" + seed.value(), "b-" + seed.value());
    }

    void live() {
      for (int step = 0; step < 50; step++) {
        harness.advance(
            Duration.ofMillis(seed.oneOf(0, 0, 1, 60_000, 600_000, 3_599_999, 3_600_000)));
        if (!all.isEmpty() && seed.chance(0.15)) {
          repeat(seed.oneOf(all));
        } else {
          place(newOrder(all.size()));
        }
        if (seed.chance(0.3)) {
          end(seed.oneOf(all));
        }
      }
    }

    private CustomerOrderChange newOrder(int number) {
      Instant createdAt =
          seed.chance(0.3)
              ? harness.now().minusMillis(seed.longBetween(0, GRACE.toMillis()))
              : harness.now();
      String customer = seed.oneOf(customers);
      return placed(
          customer + "-" + number,
          customer,
          seed.oneOf(0L, 1L, 300L, 999L, 1_000L, 1_001L),
          createdAt);
    }

    private void place(CustomerOrderChange order) {
      boolean passes = fullestHour(order) <= LIMIT;
      orders.pipeInput(order.getCustomerId(), order);
      all.add(order);
      given.put(order.getOrderId(), passes ? Verdict.PASS : Verdict.FAIL);
      if (passes) {
        live.put(order.getOrderId(), order);
      }

      everyVerdictIs(order, given.get(order.getOrderId()));
      assertThat(alerts.readValuesToList()).hasSize(passes ? 0 : 1);
      lastReportIsOf(order.getCustomerId());
    }

    /** What is older than the memory is not expected to be known: nobody waits for its verdict. */
    private void repeat(CustomerOrderChange order) {
      if (order.getOrderedAt().isBefore(harness.now().minus(HOUR))) {
        return;
      }
      orders.pipeInput(order.getCustomerId(), order);

      everyVerdictIs(order, given.get(order.getOrderId()));
      assertThat(alerts.isEmpty()).isTrue();
      spending.readValuesToList();
    }

    private void end(CustomerOrderChange order) {
      live.remove(order.getOrderId());
      orders.pipeInput(order.getCustomerId(), ended(order));

      assertThat(verdicts.isEmpty()).isTrue();
      spending.readValuesToList();
    }

    private void everyVerdictIs(CustomerOrderChange order, Verdict verdict) {
      assertThat(verdicts.readValuesToList())
          .extracting(OrderValidation::getOrderId, OrderValidation::getVerdict)
          .containsExactly(tuple(order.getOrderId(), verdict));
    }

    private void lastReportIsOf(String customer) {
      CustomerSpending report = spending.readValuesToList().getLast();
      assertThat(report.getCustomerId()).isEqualTo(customer);
      assertThat(report.getCurrencies())
          .allSatisfy(spent ->
              assertThat(spent.getTotal().getMinorUnits())
                  .isEqualTo(sum(customer, spent.getWindowEnd())));
    }

    private long fullestHour(CustomerOrderChange order) {
      return Stream.concat(
                  Stream.of(order.getOrderedAt()),
                  live.values().stream()
                      .map(CustomerOrderChange::getOrderedAt)
                      .filter(end ->
                          end.isAfter(order.getOrderedAt())
                              && end.isBefore(order.getOrderedAt().plus(HOUR))))
              .mapToLong(end -> sum(order.getCustomerId(), end))
              .max()
              .orElseThrow()
          + order.getTotal().getMinorUnits();
    }

    private long sum(String customer, Instant end) {
      return live.values().stream()
          .filter(order -> order.getCustomerId().equals(customer))
          .filter(order ->
              order.getOrderedAt().isAfter(end.minus(HOUR)) && !order.getOrderedAt().isAfter(end))
          .mapToLong(order -> order.getTotal().getMinorUnits())
          .sum();
    }
  }

  private static TopicSerdes serdes() {
    return TopicSerdes.over(PlainAvroSerde::of);
  }
}
