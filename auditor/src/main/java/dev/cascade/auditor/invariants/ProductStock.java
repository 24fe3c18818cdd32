package dev.cascade.auditor.invariants;

import dev.cascade.auditor.log.Place;
import dev.cascade.schemas.LineChange;
import dev.cascade.schemas.OrderLineChange;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** What is known of one product: its last level, and what is not matched yet. */
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

  /** A moment of one topic that is waited for; drawn once for each occasion. */
  final class Wait {
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

    void reset() {
      ticket = -1;
    }
  }

  final String id;
  final Deque<Line> lines = new ArrayDeque<>();
  final Deque<Step> steps = new ArrayDeque<>();
  long version;
  long reserved;

  /** Whether lines and levels are known to be in step. */
  boolean inStep = true;

  ProductStock(String id) {
    this.id = id;
  }

  Wait waitFor(String topic) {
    return new Wait(topic);
  }
}
