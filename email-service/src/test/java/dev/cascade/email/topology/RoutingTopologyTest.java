package dev.cascade.email.topology;

import static dev.cascade.email.topology.Wire.customer;
import static dev.cascade.email.topology.Wire.order;
import static dev.cascade.email.topology.Wire.payment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.email.contract.EmailSerdes;
import dev.cascade.email.domain.CustomerLevel;
import dev.cascade.email.domain.Destinations;
import dev.cascade.email.domain.MeetingPolicy;
import dev.cascade.schemas.Cancellation;
import dev.cascade.schemas.Customer;
import dev.cascade.schemas.EmailRequested;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderPayment;
import dev.cascade.schemas.OrderPaymentOutcome;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.GoldenTopology;
import dev.cascade.testing.PlainAvroSerde;
import dev.cascade.testing.SampledTrace;
import dev.cascade.testing.Seed;
import dev.cascade.testing.Seeds;
import dev.cascade.testing.TopologyHarness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoutingTopologyTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration GRACE = Duration.ofMinutes(10);
  private static final Duration EXPIRY_TICK = Duration.ofMillis(50);

  private final RecordingObserver observer = new RecordingObserver();
  private final RoutingTopology topology =
      new RoutingTopology(
          EmailSerdes.over(PlainAvroSerde::of),
          new MeetingPolicy(HOUR),
          GRACE,
          Destinations.of(
              Set.of(CustomerLevel.PLATINUM),
              Topics.PLATINUM_EMAILS,
              Map.of(CustomerLevel.GOLD, "gold-emails")),
          observer);

  private final TopologyHarness harness = TopologyHarness.of(topology.topology());
  private final TestInputTopic<String, Order> orders =
      harness.input(Topics.ORDERS, PlainAvroSerde.of(Order.class));
  private final TestInputTopic<String, OrderPayment> payments =
      harness.input(Topics.ORDER_PAYMENTS, PlainAvroSerde.of(OrderPayment.class));
  private final TestInputTopic<String, Customer> customers =
      harness.input(Topics.CUSTOMERS, PlainAvroSerde.of(Customer.class));
  private final TestOutputTopic<String, EmailRequested> emails =
      harness.output(Topics.PLATINUM_EMAILS, PlainAvroSerde.of(EmailRequested.class));
  private final TestOutputTopic<String, EmailRequested> goldEmails =
      harness.output("gold-emails", PlainAvroSerde.of(EmailRequested.class));

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void theTopologyIsTheGoldenOne() {
    GoldenTopology.assertMatches(topology.topology(), "email-routing");
  }

  @Test
  void aConfirmedOrderWhosePaymentFollowsIsMailedWithItsContent() {
    platinumCustomer();

    confirm("1");
    harness.advance(Duration.ofMinutes(5));
    pay("1");

    assertThat(emails.readKeyValuesToList())
        .singleElement()
        .satisfies(email -> {
          assertThat(email.key).isEqualTo("1");
          assertThat(email.value.getOrderId()).isEqualTo("1");
          assertThat(email.value.getEmail()).isEqualTo("ada@example.org");
          assertThat(email.value.getCustomerName()).isEqualTo("Ada");
          assertThat(email.value.getLines()).hasSize(1);
          assertThat(email.value.getTotal().getMinorUnits()).isEqualTo(49_900);
          assertThat(email.value.getPaymentId()).isEqualTo("order-1");
        });
  }

  @Test
  void aPaymentThatIsReadBeforeItsOrderIsMailedToo() {
    platinumCustomer();

    pay("1");
    harness.advance(Duration.ofMinutes(5));
    confirm("1");

    assertThat(emails.readKeyValuesToList()).hasSize(1);
  }

  @Test
  void exactlyAnHourApartStillMeetAndAMomentMoreDoNot() {
    platinumCustomer();

    confirm("near");
    confirm("far");
    harness.advance(HOUR);
    pay("near");
    harness.advance(Duration.ofMillis(1));
    pay("far");

    assertThat(emails.readKeyValuesToList()).extracting(email -> email.key).containsExactly("near");
  }

  @Test
  void anOrderWithoutPaymentAndAPaymentWithoutOrderAreNotMailed() {
    platinumCustomer();

    confirm("1");
    pay("2");

    assertThat(emails.isEmpty()).isTrue();
  }

  @Test
  void onlyTheTransitionToConfirmedAndOnlyAPaidPaymentCount() {
    platinumCustomer();

    orders.pipeInput("1", order("1", OrderState.CONFIRMED, OrderState.CONFIRMED));
    orders.pipeInput("1", order("1", OrderState.VALIDATED, OrderState.CREATED));
    orders.pipeInput("1", order("1", OrderState.SHIPPED, OrderState.CONFIRMED));
    pay("1");
    confirm("2");
    payments.pipeInput("2", payment("2", OrderPaymentOutcome.REFUSED));
    payments.pipeInput("2", payment("2", OrderPaymentOutcome.REFUNDED));

    assertThat(emails.isEmpty()).isTrue();
  }

  @Test
  void anOrderThatWasCancelledWhileItsPaymentRanIsNotMailed() {
    platinumCustomer();

    cancel("1", OrderState.CONFIRMED, OrderState.VALIDATED);
    pay("1");
    pay("2");
    cancel("2", OrderState.CONFIRMED, OrderState.VALIDATED);

    assertThat(emails.isEmpty()).isTrue();
  }

  @Test
  void anOrderThatIsCancelledBeforeItsPaymentIsReadIsNotMailed() {
    platinumCustomer();

    confirm("1");
    cancel("1", OrderState.CONFIRMED, OrderState.CONFIRMED);
    pay("1");
    confirm("2");
    cancel("2", OrderState.CANCELLED, OrderState.CONFIRMED);
    pay("2");
    confirm("3");
    pay("3");

    assertThat(emails.readKeyValuesToList()).extracting(email -> email.key).containsExactly("3");
  }

  @Test
  void anOrderThatIsCancelledWhileItsCustomerIsSoughtIsNotMailed() {
    confirm("1");
    pay("1");
    cancel("1", OrderState.CONFIRMED, OrderState.CONFIRMED);

    platinumCustomer();
    harness.advance(Duration.ofMinutes(1));

    assertThat(emails.isEmpty()).isTrue();
    assertThat(keysOf(RoutingTopology.UNKNOWN_CUSTOMERS)).isEmpty();
  }

  @Test
  void aCancellationAfterTheMailWasAskedForChangesNothing() {
    platinumCustomer();

    confirm("1");
    pay("1");
    cancel("1", OrderState.CONFIRMED, OrderState.CONFIRMED);
    cancel("1", OrderState.CANCELLED, OrderState.CONFIRMED);
    pay("1");

    assertThat(emails.readKeyValuesToList()).hasSize(1);
  }

  @Test
  void anOrderThatIsCancelledBeforeItIsConfirmedLeavesNothing() {
    cancel("1", OrderState.CANCELLED, OrderState.VALIDATED);
    cancel("2", OrderState.CREATED, OrderState.CREATED);

    assertThat(keysOf(RoutingTopology.MEETINGS)).isEmpty();
  }

  @Test
  void aDeletedCustomerIsUnknownAndNotMailed() {
    platinumCustomer();
    customers.pipeInput("c-1", (Customer) null);

    confirm("1");
    pay("1");
    harness.advance(HOUR.plusSeconds(2));

    assertThat(emails.isEmpty()).isTrue();
    assertThat(observer.unknownCustomers).isEqualTo(1);
    assertThat(keysOf(RoutingTopology.UNKNOWN_CUSTOMERS)).isEmpty();
  }

  @Test
  void aCustomerWhoIsDeletedAfterTheMailWasAskedForIsStillMailed() {
    platinumCustomer();

    confirm("1");
    pay("1");
    customers.pipeInput("c-1", (Customer) null);
    confirm("1");

    assertThat(emails.readKeyValuesToList()).hasSize(1);
  }

  @Test
  void aDeletedOrderIsPassedOver() {
    platinumCustomer();

    orders.pipeInput("1", (Order) null);
    confirm("2");
    pay("2");

    assertThat(emails.readKeyValuesToList()).hasSize(1);
  }

  @Test
  void whateverIsRepeatedAnOrderIsMailedOnce() {
    platinumCustomer();

    confirm("1");
    confirm("1");
    pay("1");
    pay("1");
    confirm("1");
    harness.advance(Duration.ofMinutes(59));
    pay("1");
    confirm("1");

    assertThat(emails.readKeyValuesToList()).hasSize(1);
  }

  @Test
  void anotherLevelGoesToItsConfiguredTopicOrNowhere() {
    customers.pipeInput("c-1", customer(dev.cascade.schemas.CustomerLevel.GOLD));
    confirm("1");
    pay("1");
    customers.pipeInput("c-1", customer(dev.cascade.schemas.CustomerLevel.SILVER));
    confirm("2");
    pay("2");

    assertThat(emails.isEmpty()).isTrue();
    assertThat(goldEmails.readKeyValuesToList())
        .extracting(email -> email.key)
        .containsExactly("1");
    assertThat(observer.unwanted).containsExactly(CustomerLevel.SILVER);
  }

  @Test
  void aCustomerWhoBecomesKnownWithinTheHourIsMailedThen() {
    confirm("1");
    pay("1");
    harness.advance(Duration.ofMinutes(59));
    assertThat(emails.isEmpty()).isTrue();

    platinumCustomer();
    harness.advance(Duration.ofSeconds(1));

    assertThat(emails.readKeyValuesToList()).extracting(email -> email.key).containsExactly("1");
    assertThat(keysOf(RoutingTopology.UNKNOWN_CUSTOMERS)).isEmpty();
  }

  @Test
  void aCustomerWhoStaysUnknownIsCountedAndForgotten() {
    confirm("1");
    pay("1");
    harness.advance(HOUR.plusSeconds(2));

    platinumCustomer();
    harness.advance(Duration.ofMinutes(1));

    assertThat(emails.isEmpty()).isTrue();
    assertThat(observer.unknownCustomers).isEqualTo(1);
    assertThat(keysOf(RoutingTopology.UNKNOWN_CUSTOMERS)).isEmpty();
  }

  @Test
  void afterWindowAndGraceNothingIsRemembered() {
    platinumCustomer();
    confirm("met");
    pay("met");
    confirm("alone");

    harness.advance(HOUR.plus(GRACE).plusMillis(1));
    pay("other");

    assertThat(keysOf(RoutingTopology.MEETINGS)).containsExactly("other");
    assertThat(keysOf(RoutingTopology.MEETING_TIMES)).hasSize(1);
    assertThat(observer.unmatched).isEqualTo(1);
  }

  @Test
  void whatAQuietSpellLeftExpiresInBatches() {
    platinumCustomer();
    confirmMany(2_500);
    harness.advance(HOUR);
    confirm("young");

    harness.advance(GRACE.plusMillis(1));
    pay("other");
    assertThat(keysOf(RoutingTopology.MEETINGS)).hasSize(1_502);
    harness.advance(EXPIRY_TICK);
    assertThat(keysOf(RoutingTopology.MEETINGS)).hasSize(502);
    harness.advance(EXPIRY_TICK);

    assertThat(keysOf(RoutingTopology.MEETINGS)).containsExactly("other", "young");
    assertThat(keysOf(RoutingTopology.MEETING_TIMES)).hasSize(2);
    assertThat(observer.unmatched).isEqualTo(2_500);
  }

  @Test
  void whatComesLateWhileOthersExpireInBatchesExpiresToo() {
    platinumCustomer();
    confirmMany(2_500);
    harness.advance(HOUR.plus(GRACE).plusMillis(1));
    pay("other");

    orders.pipeInput(
        "late",
        order("late", OrderState.CONFIRMED, OrderState.VALIDATED),
        TopologyHarness.START.minusMillis(1));
    assertThat(keysOf(RoutingTopology.MEETINGS)).hasSize(1_502);
    harness.advance(EXPIRY_TICK);
    harness.advance(EXPIRY_TICK);
    harness.advance(Duration.ofMinutes(1));
    pay("other");

    assertThat(keysOf(RoutingTopology.MEETINGS)).containsExactly("other");
    assertThat(observer.unmatched).isEqualTo(2_501);
  }

  @Test
  void inAnyOrderWithRepeatsEveryPaidOrderIsMailedOnce() {
    Seeds.forEach(
        20,
        seed -> {
          try (TopologyHarness own = TopologyHarness.of(topology.topology())) {
            assertThat(mailedIn(own, seed)).hasSize(20).doesNotHaveDuplicates();
          }
        });
  }

  @Test
  void aMailWhoseCustomerWasSoughtIsInTheTraceOfItsOrder() {
    SampledTrace trace = SampledTrace.of('a');
    orders.pipeInput(trace.record("1", order("1", OrderState.CONFIRMED, OrderState.VALIDATED)));
    payments.pipeInput(trace.record("1", payment("1", OrderPaymentOutcome.PAID)));
    platinumCustomer();
    harness.advance(Duration.ofSeconds(1));
    payments.pipeInput(trace.record("2", payment("2", OrderPaymentOutcome.PAID)));
    orders.pipeInput(trace.record("2", order("2", OrderState.CONFIRMED, OrderState.VALIDATED)));

    assertThat(emails.readRecordsToList())
        .extracting(SampledTrace::idOf)
        .containsExactly(trace.id(), trace.id());
    assertThat(keysOf(RoutingTopology.TRACES)).isEmpty();
  }

  private List<Object> keysOf(String store) {
    List<Object> keys = new ArrayList<>();
    try (KeyValueIterator<Object, Object> entries = harness.store(store).all()) {
      entries.forEachRemaining(entry -> keys.add(entry.key));
    }
    return keys;
  }

  private static List<String> mailedIn(TopologyHarness own, Seed seed) {
    var orders = own.input(Topics.ORDERS, PlainAvroSerde.of(Order.class));
    var payments = own.input(Topics.ORDER_PAYMENTS, PlainAvroSerde.of(OrderPayment.class));
    own.input(Topics.CUSTOMERS, PlainAvroSerde.of(Customer.class))
        .pipeInput("c-1", customer(dev.cascade.schemas.CustomerLevel.PLATINUM));
    List<Runnable> events = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String id = "o-" + i;
      events.add(() -> orders.pipeInput(id, order(id, OrderState.CONFIRMED, OrderState.VALIDATED)));
      events.add(() -> payments.pipeInput(id, payment(id, OrderPaymentOutcome.PAID)));
    }
    for (Runnable event : seed.shuffled(seed.withRepeats(events, 0.4))) {
      event.run();
      own.advance(Duration.ofSeconds(seed.intBetween(0, 60)));
    }
    return own
        .output(Topics.PLATINUM_EMAILS, PlainAvroSerde.of(EmailRequested.class))
        .readKeyValuesToList()
        .stream()
        .map(email -> email.key)
        .toList();
  }

  private void platinumCustomer() {
    customers.pipeInput("c-1", customer(dev.cascade.schemas.CustomerLevel.PLATINUM));
  }

  private void confirm(String id) {
    orders.pipeInput(id, order(id, OrderState.CONFIRMED, OrderState.VALIDATED));
  }

  private void confirmMany(int count) {
    for (int i = 0; i < count; i++) {
      confirm("o-" + i);
    }
  }

  private void cancel(String id, OrderState state, OrderState before) {
    Order order = order(id, state, before);
    order.setCancellation(new Cancellation("cancel-1", "changed my mind", Instant.EPOCH));
    orders.pipeInput(id, order);
  }

  private void pay(String id) {
    payments.pipeInput(id, payment(id, OrderPaymentOutcome.PAID));
  }

  private static final class RecordingObserver implements RoutingObserver {

    private final List<CustomerLevel> unwanted = new ArrayList<>();
    private int unknownCustomers;
    private int unmatched;

    @Override
    public void routed(CustomerLevel level) {}

    @Override
    public void unwanted(CustomerLevel level) {
      unwanted.add(level);
    }

    @Override
    public void customerUnknown() {
      unknownCustomers++;
    }

    @Override
    public void unmatched() {
      unmatched++;
    }
  }
}
