package dev.cascade.simulation.oracle;

import dev.cascade.auditor.invariants.AccountBooks;
import dev.cascade.auditor.invariants.EndedOrders;
import dev.cascade.auditor.invariants.Findings;
import dev.cascade.auditor.invariants.Guarantee;
import dev.cascade.auditor.invariants.OrderLives;
import dev.cascade.auditor.invariants.PaidOrders;
import dev.cascade.auditor.invariants.PassedRules;
import dev.cascade.auditor.invariants.PaymentLegs;
import dev.cascade.auditor.invariants.PoisonPutAside;
import dev.cascade.auditor.invariants.Reading;
import dev.cascade.auditor.invariants.ReflectedRequests;
import dev.cascade.auditor.invariants.Rule;
import dev.cascade.auditor.invariants.StockBounds;
import dev.cascade.auditor.invariants.StockOfLines;
import dev.cascade.auditor.log.Fact;
import dev.cascade.auditor.log.Place;
import dev.cascade.simulation.log.Group;
import dev.cascade.simulation.log.Partition;
import dev.cascade.simulation.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * The auditor's own rules on the simulated log. Every partition is read as soon as its markers let
 * it; a ticket is passed when everything is read that lay in the topic when it was drawn.
 */
final class Audit implements Model, Reading, Findings {

  private static final int MOST = 10_000;
  private static final int LOOKS_PER_CHECK = 16;

  /** Processes are down for as long as the seed likes; the order's end is judged at the end. */
  private static final Duration GRACE = Duration.ofDays(365);

  private final Complaints complaints;
  private final Supplier<World> world;
  private final ToLongFunction<Partition> positions;
  private final List<Rule> rules;

  /** The ends of a topic's partitions when a ticket was drawn, by its number. */
  private final List<long[]> tickets = new ArrayList<>();

  private int looks;

  Audit(
      Complaints complaints,
      Set<String> letterTopics,
      Supplier<World> world,
      ToLongFunction<Partition> positions) {
    this.complaints = complaints;
    this.world = world;
    this.positions = positions;
    AccountBooks books = new AccountBooks(this, this, MOST);
    this.rules =
        List.of(
            books,
            new PaymentLegs(this, this, books::sawCompaction, MOST),
            new StockBounds(this),
            new StockOfLines(this, this, MOST),
            new OrderLives(this, this, GRACE, MOST),
            new EndedOrders(this, this, MOST),
            new PassedRules(this, this, MOST),
            new PaidOrders(this, this, MOST),
            new ReflectedRequests(this, this, MOST),
            new PoisonPutAside(this, this, letterTopics, MOST));
  }

  @Override
  public void read(Fact fact) {
    for (Rule rule : rules) {
      rule.read(fact);
    }
  }

  @Override
  public void looked() {
    if (++looks % LOOKS_PER_CHECK == 0) {
      rules.forEach(Rule::check);
    }
  }

  /** What waits for a ticket, and what is asked by that, and what then is asked. */
  @Override
  public void conclude() {
    for (int round = 0; round < 4; round++) {
      rules.forEach(Rule::check);
    }
  }

  @Override
  public void concludeMuchLater() {
    conclude();
  }

  @Override
  public long ticket(String topic) {
    tickets.add(partitions(topic).stream().mapToLong(Partition::end).toArray());
    return tickets.size() - 1L;
  }

  @Override
  public boolean isPassed(String topic, long ticket) {
    long[] ends = tickets.get((int) ticket);
    for (Partition partition : partitions(topic)) {
      if (positions.applyAsLong(partition) < ends[partition.number()]) {
        return false;
      }
    }
    return true;
  }

  private List<Partition> partitions(String topic) {
    return world.get().broker().partitions(topic);
  }

  @Override
  public boolean isLive(String topic, int partition) {
    return true;
  }

  @Override
  public Instant now() {
    return world.get().now();
  }

  @Override
  public boolean isWithinLookBack(Instant moment) {
    return true;
  }

  @Override
  public Map<String, Long> consumed(String topic, int partition) {
    Map<String, Long> consumed = new HashMap<>();
    for (Group group : world.get().broker().groups()) {
      Long position = group.positions().get(partitions(topic).get(partition));
      if (position != null) {
        consumed.put(group.name(), position);
      }
    }
    return consumed;
  }

  @Override
  public void judged(Guarantee guarantee) {
    complaints.judge(true, guarantee.label(), "", () -> "");
  }

  @Override
  public void broken(Guarantee guarantee, Place place, String subject, String detail) {
    complaints.judge(false, guarantee.label(), subject, () -> detail + " (" + place + ")");
  }

  @Override
  public void mended(Guarantee guarantee) {}

  @Override
  public void forgot(Guarantee guarantee) {
    throw new IllegalStateException("A run is larger than the auditor remembers");
  }
}
