package dev.cascade.auditor.invariants;

import static dev.cascade.auditor.invariants.Guarantee.ENDED_ORDERS_HOLD_NOTHING;

import dev.cascade.auditor.log.Fact;
import dev.cascade.schemas.LineChange;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderLine;
import dev.cascade.schemas.OrderLineChange;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.catalogue.Topics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * When an order fails or is cancelled, each of its lines is told to its product as ended; {@link
 * StockOfLines} sees to it that what the line held is released then.
 */
public final class EndedOrders implements Rule {

  private static final Set<OrderState> ENDED = Set.of(OrderState.FAILED, OrderState.CANCELLED);

  private static final int MOST_LINES = 1_000;

  private final Reading reading;
  private final Findings findings;
  private final Recent<String, Set<Integer>> told;
  private final Questions questions;

  /** Watches, and remembers so many ended orders. */
  public EndedOrders(Reading reading, Findings findings, int most) {
    this.reading = reading;
    this.findings = findings;
    this.told = new Recent<>(most, _ -> {});
    this.questions = new Questions(reading, findings, most);
  }

  @Override
  public void read(Fact fact) {
    fact.of(Topics.ORDER_LINES, OrderLineChange.class)
        .filter(line -> line.getChange() == LineChange.ENDED)
        .ifPresent(line -> note(fact, line));
    fact.of(Topics.ORDERS, Order.class)
        .filter(EndedOrders::endsNow)
        .ifPresent(order -> judge(fact, order));
  }

  private static boolean endsNow(Order order) {
    return ENDED.contains(order.getState()) && order.getPreviousState() != order.getState();
  }

  private void note(Fact fact, OrderLineChange line) {
    Set<Integer> lines = linesOf(line.getOrderId());
    if (lines.size() < MOST_LINES) {
      lines.add(line.getNumber());
    }
    told.put(line.getOrderId(), lines, fact.at());
  }

  private Set<Integer> linesOf(String order) {
    Set<Integer> lines = told.get(order);
    return lines == null ? new HashSet<>() : lines;
  }

  private void judge(Fact fact, Order order) {
    questions.ask(
        Topics.ORDER_LINES,
        ENDED_ORDERS_HOLD_NOTHING,
        () -> untold(order).isEmpty() || !canJudge(fact),
        () ->
            findings.broken(
                ENDED_ORDERS_HOLD_NOTHING,
                fact.place(),
                order.getId(),
                "It is " + order.getState() + " and keeps the lines " + untold(order)));
  }

  private List<Integer> untold(Order order) {
    Set<Integer> lines = linesOf(order.getId());
    return order.getLines().stream()
        .map(OrderLine::getNumber)
        .filter(number -> !lines.contains(number))
        .toList();
  }

  private boolean canJudge(Fact fact) {
    return reading.isWithinLookBack(fact.at()) && told.remembers(fact.at());
  }

  @Override
  public void check() {
    questions.check();
  }

  @Override
  public int waiting() {
    return questions.waiting();
  }
}
