package dev.cascade.simulation.world;

import dev.cascade.email.contract.EmailSerdes;
import dev.cascade.email.domain.CustomerLevel;
import dev.cascade.email.domain.Destinations;
import dev.cascade.email.domain.MeetingPolicy;
import dev.cascade.email.topology.RoutingObserver;
import dev.cascade.email.topology.RoutingTopology;
import dev.cascade.fraud.domain.FraudDecider;
import dev.cascade.fraud.domain.ReviewBand;
import dev.cascade.fraud.domain.ReviewPolicy;
import dev.cascade.fraud.domain.SpendingLimits;
import dev.cascade.fraud.domain.SpendingWindow;
import dev.cascade.fraud.topology.FraudMeters;
import dev.cascade.fraud.topology.Reviewing;
import dev.cascade.fraud.topology.SpendingTopology;
import dev.cascade.inventory.contract.TopicSerdes;
import dev.cascade.inventory.domain.Memory;
import dev.cascade.inventory.topology.InventoryMeters;
import dev.cascade.inventory.topology.ReservationsTopology;
import dev.cascade.inventory.topology.Sweeping;
import dev.cascade.orders.contract.CustomerOrders;
import dev.cascade.orders.contract.OrderLines;
import dev.cascade.orders.contract.OrderPayments;
import dev.cascade.orders.contract.OrderRequests;
import dev.cascade.orders.contract.OrderValidations;
import dev.cascade.orders.contract.Orders;
import dev.cascade.orders.contract.ValidationRules;
import dev.cascade.orders.domain.OrderDecider;
import dev.cascade.orders.domain.Patience;
import dev.cascade.orders.domain.ValidationRule;
import dev.cascade.orders.topology.LifecycleObserver;
import dev.cascade.orders.topology.OrderSerdes;
import dev.cascade.orders.topology.OrdersLifecycle;
import dev.cascade.orders.topology.RuleTable;
import dev.cascade.payments.contract.PaymentSerdes;
import dev.cascade.payments.domain.MerchantAccounts;
import dev.cascade.payments.topology.AccountsTopology;
import dev.cascade.payments.topology.ConfirmationTopology;
import dev.cascade.payments.topology.GateTopology;
import dev.cascade.payments.topology.OrderIntakeTopology;
import dev.cascade.schemas.CustomerOrderChange;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderLineChange;
import dev.cascade.schemas.OrderPayment;
import dev.cascade.schemas.OrderRequest;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.serde.AvroFormat;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;

/**
 * The Kafka Streams applications that decide, put together as the services' own wiring does it.
 * Where a setting differs from the service's default, it is to let a run of a few days meet it.
 */
public final class Topologies {

  /**
   * An application.
   *
   * @param name of it
   * @param deadLetters the topic of its dead letters
   * @param skipped topics whose letters another application sends
   * @param topology built, to be run once
   */
  public record Built(String name, String deadLetters, Set<String> skipped, Topology topology) {}

  /** How long a final order is remembered. */
  public static final Duration RETENTION = Duration.ofDays(7);

  /** How long a confirmed order waits for its shipment; 30 days by default. */
  public static final Duration SHIPPING = Duration.ofDays(1);

  /** What a customer may spend in an hour. */
  public static final BigDecimal LIMIT = new BigDecimal("150.00");

  /** How much longer an order waits for a person than for a validator. */
  static final Duration REVIEW = Duration.ofMinutes(15);

  /** Customers of the level GOLD are looked at from half of the limit on. */
  private static final Reviewing REVIEWING =
      new Reviewing(
          new ReviewPolicy(
              new ReviewBand(
                  Optional.empty(),
                  Map.of(dev.cascade.fraud.domain.CustomerLevel.GOLD, new BigDecimal("0.5"))),
              Duration.ofMinutes(10)),
          RETENTION);

  static final String CURRENCY = "EUR";
  private static final Duration RULE_DEADLINE = Duration.ofSeconds(30);

  private final AvroFormat wire;
  private final Sabotage sabotage;
  private final int accountPartitions;
  private final PaymentSerdes payments;
  private final MeterRegistry meters = new CompositeMeterRegistry();

  /**
   * Topologies over that format.
   *
   * @param sabotage what is switched off
   * @param accountPartitions of the topic of balances
   */
  public Topologies(AvroFormat wire, Sabotage sabotage, int accountPartitions) {
    this.wire = wire;
    this.sabotage = sabotage;
    this.accountPartitions = accountPartitions;
    this.payments = PaymentSerdes.over(wire);
  }

  /** All of them. */
  public List<Built> all() {
    return List.of(lifecycle(), inventory(), fraud(), gate(), accounts(), routing());
  }

  Built lifecycle() {
    OrderSerdes serdes =
        new OrderSerdes(
            OrderRequests.events(wire.of(OrderRequest.class)),
            OrderValidations.events(wire.of(OrderValidation.class)),
            OrderPayments.events(wire.of(OrderPayment.class)),
            Orders.snapshots(wire.of(Order.class)),
            OrderLines.changes(wire.of(OrderLineChange.class)),
            CustomerOrders.changes(wire.of(CustomerOrderChange.class)),
            ValidationRules.rules(wire.of(dev.cascade.schemas.ValidationRule.class)));
    List<ValidationRule> rules =
        List.of(rule("order-details", false), rule("fraud", false), rule("inventory", true));
    OrderDecider decider =
        new OrderDecider(
            new Patience(REVIEW, Duration.ofMinutes(15), SHIPPING, Duration.ofHours(1), RETENTION));
    OrdersLifecycle lifecycle =
        new OrdersLifecycle(
            serdes,
            decider,
            new RuleTable(rules, serdes.rules().deserializer(), Topics.VALIDATION_RULES),
            Duration.ofMillis(250),
            LifecycleObserver.NONE);
    return new Built(OrdersLifecycle.NAME, Topics.ORDERS_DEAD_LETTERS, Set.of(), lifecycle.build());
  }

  private static ValidationRule rule(String name, boolean perLine) {
    return new ValidationRule(name, true, true, perLine, RULE_DEADLINE);
  }

  Built inventory() {
    TopicSerdes serdes = Saboteur.of(sabotage).lines(TopicSerdes.over(wire));
    ReservationsTopology topology =
        new ReservationsTopology(
            serdes,
            new Memory(Duration.ofHours(1), Duration.ofDays(7)),
            new Sweeping(Duration.ofSeconds(1), 500),
            new InventoryMeters(meters, 0));
    return new Built(
        ReservationsTopology.NAME, Topics.INVENTORY_DEAD_LETTERS, Set.of(), topology.build());
  }

  Built fraud() {
    SpendingTopology topology =
        new SpendingTopology(
            dev.cascade.fraud.contract.TopicSerdes.over(wire),
            new FraudDecider(new SpendingWindow(Duration.ofHours(1))),
            new SpendingLimits(LIMIT, Map.of(), Map.of()),
            REVIEWING,
            dev.cascade.fraud.topology.Sweeping.after(
                Duration.ofHours(1), Duration.ofMinutes(10), Duration.ofSeconds(1), 1000),
            new FraudMeters(meters));
    return new Built(SpendingTopology.NAME, Topics.FRAUD_DEAD_LETTERS, Set.of(), topology.build());
  }

  Built gate() {
    StreamsBuilder builder = new StreamsBuilder();
    new GateTopology(payments, Saboteur.of(sabotage).gate(), Duration.ofDays(30), () -> {})
        .addTo(builder);
    return new Built(
        "payments-gate",
        Topics.PAYMENTS_DEAD_LETTERS,
        Set.of(Topics.PAYMENTS_COMPLETE),
        builder.build());
  }

  Built accounts() {
    StreamsBuilder builder = new StreamsBuilder();
    new OrderIntakeTopology(payments, new MerchantAccounts(CURRENCY)).addTo(builder);
    new AccountsTopology(payments, Saboteur.of(sabotage).accounts(), accountPartitions, _ -> {})
        .addTo(builder);
    new ConfirmationTopology(payments).addTo(builder);
    return new Built("payments-accounts", Topics.PAYMENTS_DEAD_LETTERS, Set.of(), builder.build());
  }

  Built routing() {
    RoutingTopology routing =
        new RoutingTopology(
            EmailSerdes.over(wire),
            new MeetingPolicy(Duration.ofHours(1)),
            Duration.ofMinutes(10),
            Destinations.of(Set.of(CustomerLevel.PLATINUM), Topics.PLATINUM_EMAILS, Map.of()),
            RoutingObserver.NONE);
    return new Built(
        RoutingTopology.NAME,
        Topics.EMAIL_DEAD_LETTERS,
        Set.of(Topics.CUSTOMERS),
        routing.topology());
  }
}
