package dev.cascade.auditor.invariants;

import static dev.cascade.auditor.invariants.Guarantee.DEADLINES_KEPT;
import static dev.cascade.auditor.invariants.Guarantee.ONE_FINAL_STATE;

import dev.cascade.auditor.log.Fact;
import dev.cascade.auditor.log.Place;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.catalogue.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Orders take legal steps, end in one state, and leave every other before its deadline. */
public final class OrderLives implements Rule {

  private static final Set<OrderState> FINAL =
      Set.of(OrderState.SHIPPED, OrderState.FAILED, OrderState.CANCELLED);

  private static final Map<OrderState, Set<OrderState>> STEPS =
      Map.of(
          OrderState.CREATED,
          Set.of(OrderState.VALIDATED, OrderState.FAILED, OrderState.CANCELLED),
          OrderState.VALIDATED,
          Set.of(OrderState.CONFIRMED, OrderState.FAILED, OrderState.CANCELLED),
          OrderState.CONFIRMED,
          Set.of(OrderState.SHIPPED, OrderState.CANCELLED));

  /** An order after its latest record. */
  private static final class Life {
    private final String id;
    private final Place place;
    private final OrderState state;
    private final long version;
    private final @Nullable Instant deadline;
    private boolean isAsked;

    private Life(Order order, Place place) {
      this.id = order.getId();
      this.place = place;
      this.state = order.getState();
      this.version = order.getVersion();
      this.deadline = order.getDeadline();
    }
  }

  private final Reading reading;
  private final Findings findings;
  private final Duration grace;
  private final Recent<String, Life> orders;
  private final Set<String> overdue = new HashSet<>();
  private final Questions questions;
  private volatile int overdueNow;

  /**
   * Watches, and remembers so many orders.
   *
   * @param grace how long after its deadline an order may be decided
   */
  public OrderLives(Reading reading, Findings findings, Duration grace, int most) {
    this.reading = reading;
    this.findings = findings;
    this.grace = grace;
    this.orders = new Recent<>(most, this::forget);
    this.questions = new Questions(reading, findings, most);
  }

  /** Nothing is lost with an order that has ended. */
  private void forget(Life life) {
    if (life.deadline != null) {
      findings.forgot(DEADLINES_KEPT);
    }
  }

  /** Whether it stays as it is. */
  static boolean isFinal(OrderState state) {
    return FINAL.contains(state);
  }

  @Override
  public void read(Fact fact) {
    if (!fact.topic().equals(Topics.ORDERS)) {
      return;
    }
    if (fact.isTombstone()) {
      orders.remove(fact.key());
      settle(fact.key());
    }
    fact.of(Topics.ORDERS, Order.class).ifPresent(order -> read(fact, order));
  }

  private void read(Fact fact, Order order) {
    Life before = orders.get(order.getId());
    String complaint = complaint(fact, order, before);
    findings.judge(
        ONE_FINAL_STATE, complaint == null, fact.place(), order.getId(), () -> complaint + "");
    orders.put(order.getId(), new Life(order, fact.place()), fact.at());
    settle(order.getId());
  }

  private @Nullable String complaint(Fact fact, Order order, @Nullable Life before) {
    OrderState state = order.getState();
    OrderState previous = order.getPreviousState();
    if ((order.getVersion() == 1) != (previous == null)
        || (previous == null && state != OrderState.CREATED)) {
      return "Version " + order.getVersion() + " is " + state + " after " + previous;
    }
    if (previous != null && previous != state && !steps(previous).contains(state)) {
      return "It goes from " + previous + " to " + state;
    }
    if ((order.getDeadline() == null) != isFinal(state)) {
      return "It is " + state + " with the deadline " + order.getDeadline();
    }
    return before == null ? null : complaintAfter(fact, order, before);
  }

  private @Nullable String complaintAfter(Fact fact, Order order, Life before) {
    long version = order.getVersion();
    boolean isLive = reading.isLive(Topics.ORDERS, fact.place().partition());
    if (version <= before.version || (version > before.version + 1 && isLive)) {
      return "Version " + version + " follows version " + before.version;
    }
    if (isFinal(before.state) && order.getState() != before.state) {
      return "It was " + before.state + " and is " + order.getState();
    }
    return version == before.version + 1 && order.getPreviousState() != before.state
        ? "It says that it was " + order.getPreviousState() + " and was " + before.state
        : null;
  }

  private static Set<OrderState> steps(OrderState from) {
    return STEPS.getOrDefault(from, Set.of());
  }

  private void settle(String id) {
    if (overdue.remove(id)) {
      overdueNow = overdue.size();
      findings.mended(DEADLINES_KEPT);
    }
  }

  @Override
  public void check() {
    Instant limit = reading.now().minus(grace);
    List<Life> late = new ArrayList<>();
    for (Life life : orders.values()) {
      if (life.deadline != null && !life.isAsked && life.deadline.isBefore(limit)) {
        late.add(life);
      }
    }
    late.forEach(this::ask);
    questions.check();
  }

  /** What is read may be behind: only when all is read that is there now, it is late. */
  private void ask(Life life) {
    life.isAsked = true;
    questions.ask(
        Topics.ORDERS, DEADLINES_KEPT, () -> orders.get(life.id) != life, () -> isLate(life));
  }

  private void isLate(Life life) {
    overdue.add(life.id);
    overdueNow = overdue.size();
    findings.broken(
        DEADLINES_KEPT,
        life.place,
        life.id,
        "It is still " + life.state + " and its deadline was " + life.deadline);
  }

  /** How many orders are past their deadline now. Thread-safe. */
  public int overdue() {
    return overdueNow;
  }

  @Override
  public int waiting() {
    return questions.waiting();
  }
}
