package dev.cascade.auditor.invariants;

import dev.cascade.auditor.log.Fact;
import dev.cascade.schemas.StockLevel;
import dev.cascade.schemas.catalogue.Topics;

/** In every record of a product, 0 <= reserved <= on hand. */
public final class StockBounds implements Rule {

  private final Findings findings;

  /** Watches. */
  public StockBounds(Findings findings) {
    this.findings = findings;
  }

  @Override
  public void read(Fact fact) {
    fact.of(Topics.STOCK_LEVELS, StockLevel.class).ifPresent(level -> judge(fact, level));
  }

  private void judge(Fact fact, StockLevel level) {
    findings.judge(
        Guarantee.RESERVED_WITHIN_ON_HAND,
        0 <= level.getReserved() && level.getReserved() <= level.getOnHand(),
        fact.place(),
        level.getProductId(),
        () -> "%d are reserved of %d on hand".formatted(level.getReserved(), level.getOnHand()));
  }

  @Override
  public void check() {}

  @Override
  public int waiting() {
    return 0;
  }
}
