package dev.cascade.inventory.domain;

import dev.cascade.inventory.domain.LineState.Held;
import dev.cascade.inventory.domain.LineState.Refused;
import dev.cascade.inventory.domain.LineState.Released;
import dev.cascade.inventory.domain.LineState.Shipped;
import dev.cascade.inventory.domain.StockCommand.Adjust;
import dev.cascade.inventory.domain.StockCommand.OnLine;
import dev.cascade.inventory.domain.StockCommand.Release;
import dev.cascade.inventory.domain.StockCommand.Reserve;
import dev.cascade.inventory.domain.StockCommand.Ship;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides about the stock of one product.
 *
 * <p>Every command may come more than once, and a line's commands may come after its end (a dead
 * letter that is replayed). A repeated {@link Reserve} gets the verdict it had; once the line has
 * ended it gets none. A release or shipment of a line that holds nothing is remembered as its end,
 * so that a {@link Reserve} that comes after it cannot hold stock for an order that is over.
 */
public final class StockDecider {

  private final Memory memory;

  /** Decides with that memory. */
  public StockDecider(Memory memory) {
    this.memory = memory;
  }

  /** Decides a command about a line, given the line's state if it has one. */
  public LineDecision decide(Stock stock, Optional<LineState> line, OnLine command, Instant now) {
    return switch (command) {
      case Reserve reserve ->
          line.map(state -> reservedAgain(stock, state, reserve, now))
              .orElseGet(() -> reserve(stock, reserve, now));
      case Release release -> end(stock, line, now, new Released(now));
      case Ship ship -> end(stock, line, now, new Shipped(now));
    };
  }

  /** Decides an adjustment, given what was decided about its id before. */
  public AdjustmentDecision decide(
      Stock stock, Optional<DecidedAdjustment> before, Adjust adjust, Instant now) {
    return before
        .map(decided -> adjustedAgain(stock, decided, adjust))
        .orElseGet(() -> adjust(stock, adjust, now));
  }

  /** The stock of a product that is offered; announced when that is new. */
  public Stock offer(Stock stock) {
    return stock.offered() ? stock : stock.offered(true).announced();
  }

  /** The stock of a product that is not offered any more. */
  public Stock withdraw(Stock stock) {
    return stock.offered(false);
  }

  private LineDecision reserve(Stock stock, Reserve wish, Instant now) {
    return refusal(stock, wish, now)
        .map(refusal ->
            new LineDecision(
                LineEffect.REFUSED,
                stock,
                new Refused(refusal, now),
                Optional.of(LineVerdict.fail(wish.line(), refusal, now))))
        .orElseGet(() ->
            new LineDecision(
                LineEffect.RESERVED,
                stock.reserve(wish.quantity()),
                new Held(wish.quantity(), now),
                Optional.of(LineVerdict.pass(wish.line(), now))));
  }

  private Optional<LineRefusal> refusal(Stock stock, Reserve wish, Instant now) {
    if (memory.tooLateToReserve(wish.orderedAt(), now)) {
      return Optional.of(LineRefusal.TOO_LATE);
    }
    if (!stock.offered()) {
      return Optional.of(LineRefusal.UNKNOWN_PRODUCT);
    }
    if (wish.quantity() < 1) {
      return Optional.of(LineRefusal.INVALID_QUANTITY);
    }
    return wish.quantity() > stock.available()
        ? Optional.of(LineRefusal.OUT_OF_STOCK)
        : Optional.empty();
  }

  private static LineDecision reservedAgain(
      Stock stock, LineState state, Reserve wish, Instant now) {
    Optional<LineVerdict> verdict =
        switch (state) {
          case Held _ -> Optional.of(LineVerdict.pass(wish.line(), now));
          case Refused refused ->
              Optional.of(LineVerdict.fail(wish.line(), refused.refusal(), now));
          case Released _, Shipped _ -> Optional.empty();
        };
    return new LineDecision(LineEffect.REPEATED, stock, state, verdict);
  }

  private static LineDecision end(
      Stock stock, Optional<LineState> line, Instant now, LineState end) {
    if (line.isEmpty()) {
      return new LineDecision(LineEffect.NOTHING_HELD, stock, end, Optional.empty());
    }
    return switch (line.get()) {
      case Held held -> endOfHeld(stock, held, end);
      case Refused refused ->
          new LineDecision(LineEffect.NOTHING_HELD, stock, refused, Optional.empty());
      case Released _, Shipped _ ->
          new LineDecision(LineEffect.REPEATED, stock, line.get(), Optional.empty());
    };
  }

  private static LineDecision endOfHeld(Stock stock, Held held, LineState end) {
    return end instanceof Shipped
        ? new LineDecision(LineEffect.SHIPPED, stock.ship(held.quantity()), end, Optional.empty())
        : new LineDecision(
            LineEffect.RELEASED, stock.release(held.quantity()), end, Optional.empty());
  }

  private AdjustmentDecision adjust(Stock stock, Adjust wish, Instant now) {
    Optional<AdjustmentRefusal> refusal = refusal(stock, wish, now);
    AdjustmentResult result =
        new AdjustmentResult(wish.adjustmentId(), wish.delta(), wish.askedAt(), refusal, false);
    return new AdjustmentDecision(
        stock.adjusted(refusal.isEmpty() ? wish.delta() : 0, result),
        new DecidedAdjustment(wish.delta(), refusal, now));
  }

  private Optional<AdjustmentRefusal> refusal(Stock stock, Adjust wish, Instant now) {
    if (memory.tooLateToAdjust(wish.askedAt(), now)) {
      return Optional.of(AdjustmentRefusal.TOO_LATE);
    }
    // Both sides are at least zero, so neither subtraction can overflow.
    if (wish.delta() > 0 && wish.delta() > Long.MAX_VALUE - stock.onHand()) {
      return Optional.of(AdjustmentRefusal.TOO_MANY);
    }
    if (wish.delta() < -stock.onHand()) {
      return Optional.of(AdjustmentRefusal.BELOW_ZERO);
    }
    return wish.delta() < -stock.available()
        ? Optional.of(AdjustmentRefusal.BELOW_RESERVED)
        : Optional.empty();
  }

  private static AdjustmentDecision adjustedAgain(
      Stock stock, DecidedAdjustment before, Adjust wish) {
    Optional<AdjustmentRefusal> refusal =
        before.delta() == wish.delta()
            ? before.refusal()
            : Optional.of(AdjustmentRefusal.ID_REUSED);
    AdjustmentResult result =
        new AdjustmentResult(wish.adjustmentId(), wish.delta(), wish.askedAt(), refusal, true);
    return new AdjustmentDecision(stock.adjusted(0, result), before);
  }
}
