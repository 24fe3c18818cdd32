package dev.cascade.simulation.world;

import dev.cascade.payments.contract.PaymentSerdes;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.account.AccountCommand;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.simulation.runtime.Plan;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;

/** The applications of the six services, taken apart, over the wire of the simulation. */
public final class Services {

  private final Wire wire;
  private final Sabotage sabotage;
  private final PaymentSerdes payments;
  private final List<Plan> plans;

  /** Builds all of them. */
  public Services(Wire wire, Sabotage sabotage) {
    this.wire = wire;
    this.sabotage = sabotage;
    this.payments = PaymentSerdes.over(wire);
    Topologies built = new Topologies(wire, sabotage, World.TASKS);
    this.plans =
        List.of(
            plan(built.lifecycle()),
            plan(built.inventory()),
            plan(built.fraud()),
            details(),
            plan(built.gate()),
            plan(built.accounts()),
            plan(built.routing()));
  }

  private static Plan plan(Topologies.Built built) {
    return Plan.of(built.name(), built.deadLetters(), built.skipped(), built.topology());
  }

  private Plan details() {
    return Plan.of(
        DetailsPair.NAME,
        Topics.ORDER_DETAILS_DEAD_LETTERS,
        Set.of(Topics.PRODUCTS),
        new DetailsPair(wire, new CompositeMeterRegistry()).topology());
  }

  /** The applications. */
  public List<Plan> plans() {
    return plans;
  }

  /** The wire that they share. */
  public Wire wire() {
    return wire;
  }

  /** What is switched off. */
  public Sabotage sabotage() {
    return sabotage;
  }

  /** How payments are submitted. */
  public Serializer<Payment.Incoming> incomingPayments() {
    return payments.incoming().serializer();
  }

  /** How accounts are asked. */
  public Serializer<AccountCommand> accountCommands() {
    return payments.accountCommands().serializer();
  }
}
