package dev.cascade.system.invariants;

import static dev.cascade.schemas.catalogue.Topics.STOCK_LEVELS;

import dev.cascade.system.history.Fact;
import dev.cascade.system.history.Fields;
import dev.cascade.system.history.History;
import java.util.List;

/** In every record of a product, 0 <= reserved <= on hand, and no record is lost or repeated. */
final class StockBounds implements Invariant {

  @Override
  public void check(History history, Complaints complaints) {
    history.byKey(STOCK_LEVELS).forEach((id, levels) -> checkProduct(id, levels, complaints));
  }

  private static void checkProduct(String id, List<Fact> levels, Complaints complaints) {
    long version = 1;
    for (Fact fact : levels) {
      Fields level = fact.fields();
      long reserved = level.number("reserved");
      long onHand = level.number("onHand");
      complaints.unless(
          0 <= reserved && reserved <= onHand,
          "Product %s has %d reserved of %d on hand, at %s",
          id,
          reserved,
          onHand,
          fact.place());
      complaints.unless(
          level.number("version") == version,
          "Product %s has version %d where %d comes next",
          id,
          level.number("version"),
          version);
      version++;
    }
  }
}
