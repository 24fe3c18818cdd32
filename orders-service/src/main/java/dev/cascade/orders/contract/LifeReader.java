package dev.cascade.orders.contract;

import dev.cascade.orders.domain.Cancellation;
import dev.cascade.orders.domain.Expectation;
import dev.cascade.orders.domain.Money;
import dev.cascade.orders.domain.OrderContent;
import dev.cascade.orders.domain.OrderHead;
import dev.cascade.orders.domain.OrderLife;
import dev.cascade.orders.domain.OrderLine;
import dev.cascade.orders.domain.Reason;
import dev.cascade.orders.domain.RequestPosition;
import dev.cascade.orders.domain.Scoreboard;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link LifeWriter} wrote. Arguments are read in the order in which they stand. */
record LifeReader(DataInputStream in, boolean withReviews) {

  /** Reads one of the elements of a list. */
  private interface ElementReader<T> {
    T read() throws IOException;
  }

  OrderLife read() throws IOException {
    byte kind = in.readByte();
    OrderHead head = head();
    return switch (kind) {
      case LifeWriter.CREATED -> new OrderLife.Created(head, board());
      case LifeWriter.VALIDATED -> new OrderLife.Validated(head, instant(), nullableCancellation());
      case LifeWriter.CONFIRMED -> new OrderLife.Confirmed(head, instant());
      case LifeWriter.REFUNDING -> new OrderLife.Refunding(head, instant(), cancellation());
      case LifeWriter.SHIPPED -> new OrderLife.Shipped(head, instant());
      case LifeWriter.FAILED -> new OrderLife.Failed(head, instant(), all(this::reason));
      case LifeWriter.CANCELLED ->
          new OrderLife.Cancelled(head, instant(), cancellation(), all(this::reason));
      default -> throw new IOException("Unknown kind of state " + kind);
    };
  }

  private OrderHead head() throws IOException {
    return new OrderHead(
        in.readUTF(),
        content(),
        all(in::readUTF),
        instant(),
        in.readLong(),
        new RequestPosition(in.readInt(), in.readLong()),
        instant());
  }

  private OrderContent content() throws IOException {
    return OrderContent.of(in.readUTF(), in.readUTF(), all(this::line), in.readUTF());
  }

  private OrderLine line() throws IOException {
    return new OrderLine(
        in.readInt(), in.readUTF(), in.readInt(), new Money(in.readLong(), in.readUTF()));
  }

  private Scoreboard board() throws IOException {
    return new Scoreboard(all(this::expectation), in.readBoolean(), all(this::reason));
  }

  private Expectation expectation() throws IOException {
    return new Expectation(in.readUTF(), in.readInt(), instant(), reviewUntil());
  }

  private @Nullable Instant reviewUntil() throws IOException {
    return withReviews && in.readBoolean() ? instant() : null;
  }

  private @Nullable Cancellation nullableCancellation() throws IOException {
    return in.readBoolean() ? cancellation() : null;
  }

  private Cancellation cancellation() throws IOException {
    return new Cancellation(in.readUTF(), instant(), reason());
  }

  private Reason reason() throws IOException {
    return new Reason(in.readUTF(), in.readUTF(), in.readUTF());
  }

  private Instant instant() throws IOException {
    return Instant.ofEpochMilli(in.readLong());
  }

  private <T> List<T> all(ElementReader<T> reader) throws IOException {
    int size = in.readInt();
    List<T> elements = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      elements.add(reader.read());
    }
    return elements;
  }
}
