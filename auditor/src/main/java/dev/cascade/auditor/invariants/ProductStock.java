package dev.cascade.auditor.invariants;

import static dev.cascade.schemas.catalogue.Topics.ORDER_LINES;
import static dev.cascade.schemas.catalogue.Topics.ORDER_VALIDATIONS;
import static dev.cascade.schemas.catalogue.Topics.STOCK_LEVELS;

import dev.cascade.auditor.log.Place;
import dev.cascade.schemas.LineChange;
import dev.cascade.schemas.OrderLineChange;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one product: its last level, what is not matched yet, and what is waited for.
 */
final class ProductStock {

  /** Names a line of an order. */
  record LineId(String order, int number) {

    @Override
    public String toString() {
      return order + "/" + number;
    }
  }

  /** What was told of a line. */
  record Line(LineId id, LineChange change, long quantity, Instant orderedAt, Place place) {

    static Line of(OrderLineChange change, Place place) {
      return new Line(
          new LineId(change.getOrderId(), change.getNumber()),
          change.getChange(),
          change.getQuantity(),
          change.getOrderedAt(),
          place);
    }
  }

  /** A level in which another number is reserved than before. */
  record Step(long delta, Place place) {}

  /** A moment of one topic that is waited for; its ticket is drawn once for each occasion. */
  static final class Wait {
    private final String topic;
    private long ticket = -1;

    private Wait(String topic) {
      this.topic = topic;
    }

    /** Whether all is read that was there when this was first asked. */
    boolean isOver(Reading reading) {
      if (ticket < 0) {
        ticket = reading.ticket(topic);
      }
      return reading.isPassed(topic, ticket);
    }
  }

  final String id;
  final Deque<Line> lines = new ArrayDeque<>();
  final Deque<Step> steps = new ArrayDeque<>();
  long version;
  long reserved;

  /** The last line of the partition that was read when the product was last heard of. */
  @Nullable Place lastLine;

  /** Whether lines and levels are known to be in step. */
  boolean inStep;

  private Wait forLevel = new Wait(STOCK_LEVELS);
  private Wait forLine = new Wait(ORDER_LINES);
  private Wait forVerdict = new Wait(ORDER_VALIDATIONS);
  private Wait restOfLevels = new Wait(STOCK_LEVELS);
  private Wait restOfLines = new Wait(ORDER_LINES);

  ProductStock(String id, boolean inStep) {
    this.id = id;
    this.inStep = inStep;
  }

  /** A line or a level has come. */
  void heard() {
    restOfLevels = new Wait(STOCK_LEVELS);
    restOfLines = new Wait(ORDER_LINES);
  }

  /** What was waited for is settled. */
  void moved() {
    forLevel = new Wait(STOCK_LEVELS);
    forLine = new Wait(ORDER_LINES);
    forVerdict = new Wait(ORDER_VALIDATIONS);
  }

  void loseStep() {
    inStep = false;
    steps.clear();
    moved();
    heard();
  }

  boolean isLevelMissing(Reading reading) {
    return forLevel.isOver(reading);
  }

  boolean isLineMissing(Reading reading) {
    return forLine.isOver(reading);
  }

  boolean isVerdictMissing(Reading reading) {
    return forVerdict.isOver(reading);
  }

  /**
   * Whether both topics were read without hearing of the product, after all that was told of its
   * lines was consumed.
   */
  boolean isAtRest(Reading reading, boolean isConsumed) {
    if (!isConsumed) {
      heard();
      return false;
    }
    boolean linesRest = restOfLines.isOver(reading);
    boolean levelsRest = restOfLevels.isOver(reading);
    return lines.isEmpty() && linesRest && levelsRest;
  }

  boolean isIdle() {
    return inStep && lines.isEmpty() && steps.isEmpty();
  }
}
