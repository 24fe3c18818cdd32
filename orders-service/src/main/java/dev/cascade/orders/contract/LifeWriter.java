package dev.cascade.orders.contract;

import dev.cascade.orders.domain.Cancellation;
import dev.cascade.orders.domain.Expectation;
import dev.cascade.orders.domain.OrderContent;
import dev.cascade.orders.domain.OrderHead;
import dev.cascade.orders.domain.OrderLife;
import dev.cascade.orders.domain.OrderLine;
import dev.cascade.orders.domain.Reason;
import dev.cascade.orders.domain.Scoreboard;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes an order's life; {@link LifeReader} reads the same fields in the same order.
 *
 * @param withReviews whether an expectation says until when a person decides
 */
record LifeWriter(DataOutputStream out, boolean withReviews) {

  static final byte CREATED = 1;
  static final byte VALIDATED = 2;
  static final byte CONFIRMED = 3;
  static final byte REFUNDING = 4;
  static final byte SHIPPED = 5;
  static final byte FAILED = 6;
  static final byte CANCELLED = 7;

  /** Writes one of the elements of a list. */
  private interface ElementWriter<T> {
    void write(T element) throws IOException;
  }

  void write(OrderLife life) throws IOException {
    out.writeByte(kind(life));
    write(life.head());
    switch (life) {
      case OrderLife.Created created -> write(created.board());
      case OrderLife.Validated validated -> {
        write(validated.until());
        writeNullable(validated.cancellation());
      }
      case OrderLife.Confirmed confirmed -> write(confirmed.until());
      case OrderLife.Refunding refunding -> {
        write(refunding.until());
        write(refunding.cancellation());
      }
      case OrderLife.Shipped shipped -> write(shipped.until());
      case OrderLife.Failed failed -> {
        write(failed.until());
        writeAll(failed.reasons(), this::write);
      }
      case OrderLife.Cancelled cancelled -> {
        write(cancelled.until());
        write(cancelled.cancellation());
        writeAll(cancelled.reasons(), this::write);
      }
    }
  }

  private static byte kind(OrderLife life) {
    return switch (life) {
      case OrderLife.Created _ -> CREATED;
      case OrderLife.Validated _ -> VALIDATED;
      case OrderLife.Confirmed _ -> CONFIRMED;
      case OrderLife.Refunding _ -> REFUNDING;
      case OrderLife.Shipped _ -> SHIPPED;
      case OrderLife.Failed _ -> FAILED;
      case OrderLife.Cancelled _ -> CANCELLED;
    };
  }

  private void write(OrderHead head) throws IOException {
    out.writeUTF(head.id());
    write(head.content());
    writeAll(head.requiredRules(), out::writeUTF);
    write(head.createdAt());
    out.writeLong(head.version());
    out.writeInt(head.position().partition());
    out.writeLong(head.position().offset());
    write(head.updatedAt());
  }

  private void write(OrderContent content) throws IOException {
    out.writeUTF(content.customerId());
    out.writeUTF(content.currency());
    writeAll(content.lines(), this::write);
    out.writeUTF(content.contentHash());
  }

  private void write(OrderLine line) throws IOException {
    out.writeInt(line.number());
    out.writeUTF(line.productId());
    out.writeInt(line.quantity());
    out.writeLong(line.unitPrice().minorUnits());
    out.writeUTF(line.unitPrice().currency());
  }

  private void write(Scoreboard board) throws IOException {
    writeAll(board.outstanding(), this::write);
    out.writeBoolean(board.refused());
    writeAll(board.reasons(), this::write);
  }

  private void write(Expectation expectation) throws IOException {
    out.writeUTF(expectation.rule());
    out.writeInt(expectation.line());
    write(expectation.deadline());
    if (withReviews) {
      Instant reviewUntil = expectation.reviewUntil();
      out.writeBoolean(reviewUntil != null);
      if (reviewUntil != null) {
        write(reviewUntil);
      }
    }
  }

  private void writeNullable(@Nullable Cancellation wish) throws IOException {
    out.writeBoolean(wish != null);
    if (wish != null) {
      write(wish);
    }
  }

  private void write(Cancellation wish) throws IOException {
    out.writeUTF(wish.requestId());
    write(wish.requestedAt());
    write(wish.reason());
  }

  private void write(Reason reason) throws IOException {
    out.writeUTF(reason.source());
    out.writeUTF(reason.code());
    out.writeUTF(reason.detail());
  }

  private void write(Instant instant) throws IOException {
    out.writeLong(instant.toEpochMilli());
  }

  private <T> void writeAll(List<T> elements, ElementWriter<T> writer) throws IOException {
    out.writeInt(elements.size());
    for (T element : elements) {
      writer.write(element);
    }
  }
}
