package dev.cascade.inventory.domain;

import dev.cascade.inventory.domain.StockCommand.OnLine;
import dev.cascade.inventory.domain.StockCommand.Release;
import dev.cascade.inventory.domain.StockCommand.Reserve;
import dev.cascade.inventory.domain.StockCommand.Ship;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * A record of an order, as far as stock is concerned.
 *
 * @param orderId the order
 * @param change what the record says that happened
 * @param createdAt when the order was created
 * @param lines what was ordered
 */
public record OrderStep(String orderId, Change change, Instant createdAt, List<Line> lines) {

  /** What may happen to an order, as far as stock is concerned. */
  public enum Change {
    /** It was created and wants stock. */
    CREATED,
    /** It failed or was cancelled. */
    ENDED,
    /** It left the warehouse. */
    SHIPPED,
    /** Nothing that moves stock. */
    NONE
  }

  /**
   * A line of the order.
   *
   * @param number 1 for the first
   * @param productId what is wanted
   * @param quantity how many pieces
   */
  public record Line(int number, String productId, int quantity) {}

  /**
   * A command for one product.
   *
   * @param productId whose stock
   * @param command what to do
   */
  public record Addressed(String productId, OnLine command) {}

  /** What each line's product has to do, in the order of the lines. */
  public List<Addressed> commands() {
    return switch (change) {
      case CREATED -> each(line -> new Reserve(id(line), line.quantity(), createdAt));
      case ENDED -> each(line -> new Release(id(line)));
      case SHIPPED -> each(line -> new Ship(id(line)));
      case NONE -> List.of();
    };
  }

  private List<Addressed> each(Function<Line, OnLine> command) {
    return lines.stream()
        .map(line -> new Addressed(line.productId(), command.apply(line)))
        .toList();
  }

  private LineId id(Line line) {
    return new LineId(orderId, line.number());
  }
}
