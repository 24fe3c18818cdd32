package dev.cascade.auditor.invariants;

import static dev.cascade.auditor.invariants.Guarantee.STOCK_FOLLOWS_LINES;
import static dev.cascade.schemas.catalogue.Topics.ORDER_LINES;
import static dev.cascade.schemas.catalogue.Topics.ORDER_VALIDATIONS;
import static dev.cascade.schemas.catalogue.Topics.STOCK_LEVELS;

import dev.cascade.auditor.invariants.ProductStock.Line;
import dev.cascade.auditor.invariants.ProductStock.LineId;
import dev.cascade.auditor.invariants.ProductStock.Step;
import dev.cascade.auditor.log.Fact;
import dev.cascade.auditor.log.Place;
import dev.cascade.schemas.LineChange;
import dev.cascade.schemas.OrderLineChange;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.StockLevel;
import dev.cascade.schemas.Verdict;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is reserved of a product changes as its lines say, each once: a line that passes reserves
 * its pieces, and releases them when its order has ended or is shipped.
 *
 * <p>The lines of a product are decided in their order, so the changes of what is reserved come in
 * that order too, and the two are matched one by one. A line that is refused, repeated or put aside
 * changes nothing. A product that cannot be followed (its past was compacted away, or memory is
 * full) is left alone until lines and levels have been seen to rest.
 */
public final class StockOfLines implements Rule {

  private static final String RULE = "inventory";
  private static final String GROUP = "inventory-reservations";
  private static final int MOST_QUEUED = 5_000;
  private static final int LOOK_AHEAD = 100;

  private final Reading reading;
  private final Findings findings;
  private final Recent<String, Followed> products;
  private final Recent<LineId, Long> held;
  private final Recent<LineId, Verdict> verdicts;
  private final Set<String> busy = new LinkedHashSet<>();
  private volatile int outOfStep;

  /** A product, and the moments that it waits for. */
  private static final class Followed {
    private final ProductStock stock;
    private final ProductStock.Wait forLevel;
    private final ProductStock.Wait forLine;
    private final ProductStock.Wait forVerdict;
    private final ProductStock.Wait restOfLines;
    private final ProductStock.Wait restOfLevels;

    private Followed(String id) {
      stock = new ProductStock(id);
      forLevel = stock.waitFor(STOCK_LEVELS);
      forLine = stock.waitFor(ORDER_LINES);
      forVerdict = stock.waitFor(ORDER_VALIDATIONS);
      restOfLines = stock.waitFor(ORDER_LINES);
      restOfLevels = stock.waitFor(STOCK_LEVELS);
    }

    private void moved() {
      List.of(forLevel, forLine, forVerdict, restOfLines, restOfLevels)
          .forEach(ProductStock.Wait::reset);
    }
  }

  /** Watches, and remembers so many products and lines. */
  public StockOfLines(Reading reading, Findings findings, int most) {
    this.reading = reading;
    this.findings = findings;
    this.products = new Recent<>(most, () -> findings.forgot(STOCK_FOLLOWS_LINES));
    this.held = new Recent<>(most, () -> findings.forgot(STOCK_FOLLOWS_LINES));
    this.verdicts = new Recent<>(most, () -> {});
  }

  @Override
  public void read(Fact fact) {
    fact.of(ORDER_VALIDATIONS, OrderValidation.class).ifPresent(verdict -> read(fact, verdict));
    fact.of(ORDER_LINES, OrderLineChange.class)
        .filter(line -> line.getProductId().equals(fact.key()))
        .ifPresent(line -> read(fact, line));
    fact.of(STOCK_LEVELS, StockLevel.class).ifPresent(level -> read(fact, level));
  }

  private void read(Fact fact, OrderValidation verdict) {
    if (verdict.getRule().equals(RULE) && verdict.getLine() != null) {
      LineId line = new LineId(verdict.getOrderId(), verdict.getLine());
      if (verdicts.get(line) == null) {
        verdicts.put(line, verdict.getVerdict(), fact.at());
      }
    }
  }

  private void read(Fact fact, OrderLineChange change) {
    Followed product = product(change.getProductId(), fact);
    product.restOfLines.reset();
    product.restOfLevels.reset();
    if (product.stock.lines.size() >= MOST_QUEUED) {
      loseStep(product);
      product.stock.lines.clear();
    }
    product.stock.lines.addLast(Line.of(change, fact.place()));
    match(product);
  }

  private void read(Fact fact, StockLevel level) {
    Followed product = product(level.getProductId(), fact);
    product.restOfLines.reset();
    product.restOfLevels.reset();
    ProductStock stock = product.stock;
    if (level.getVersion() != stock.version + 1) {
      versionGap(fact, level, product);
    } else if (stock.inStep && level.getReserved() != stock.reserved) {
      stock.steps.addLast(new Step(level.getReserved() - stock.reserved, fact.place()));
    }
    stock.version = level.getVersion();
    stock.reserved = level.getReserved();
    if (stock.steps.size() >= MOST_QUEUED) {
      loseStep(product);
    }
    match(product);
  }

  private void versionGap(Fact fact, StockLevel level, Followed product) {
    boolean isKnown = product.stock.version > 0;
    if (isKnown
        && (level.getVersion() <= product.stock.version
            || reading.isLive(STOCK_LEVELS, fact.place().partition()))) {
      tell(
          fact.place(),
          product,
          "Version %d follows version %d".formatted(level.getVersion(), product.stock.version));
    }
    loseStep(product);
  }

  private Followed product(String id, Fact fact) {
    Followed known = products.get(id);
    Followed product = known == null ? first(id) : known;
    products.put(id, product, fact.at());
    busy.add(id);
    return product;
  }

  /** The first that is heard of a product, unless it was forgotten. */
  private Followed first(String id) {
    Followed product = new Followed(id);
    product.stock.inStep = products.remembersAll();
    return product;
  }

  private void match(Followed product) {
    boolean goesOn = true;
    while (goesOn && !product.stock.lines.isEmpty()) {
      Line line = product.stock.lines.getFirst();
      goesOn = line.change() == LineChange.ORDERED ? ordered(product, line) : ended(product, line);
    }
    if (product.stock.lines.isEmpty()
        && !product.stock.steps.isEmpty()
        && product.forLine.isOver(reading)) {
      Step step = product.stock.steps.getFirst();
      tell(step.place(), product, "%+d are reserved for no line".formatted(step.delta()));
    }
  }

  /** Whether the line is dealt with. */
  private boolean ordered(Followed product, Line line) {
    Verdict verdict = verdicts.get(line.id());
    if (held.get(line.id()) != null || (verdict != null && verdict != Verdict.PASS)) {
      return done(product);
    }
    if (verdict == null) {
      return isPassedOver(product, line) && done(product);
    }
    if (!product.stock.inStep) {
      held.put(line.id(), line.quantity(), line.orderedAt());
      return done(product);
    }
    return step(product, line, line.quantity(), true);
  }

  private boolean ended(Followed product, Line line) {
    Long quantity = held.get(line.id());
    if (quantity == null) {
      if (!isKnown(line)) {
        loseStep(product);
      }
      return done(product);
    }
    if (!product.stock.inStep) {
      held.remove(line.id());
      return done(product);
    }
    return step(product, line, -quantity, isConsumed(line));
  }

  /** A line that has no verdict while what came after it was decided was put aside. */
  private boolean isPassedOver(Followed product, Line line) {
    boolean isDecidedPast =
        !product.stock.steps.isEmpty()
            || product.stock.lines.stream()
                .limit(LOOK_AHEAD)
                .anyMatch(later ->
                    later.change() == LineChange.ORDERED && verdicts.get(later.id()) != null);
    if (!isDecidedPast || !product.forVerdict.isOver(reading)) {
      return false;
    }
    if (!isKnown(line) || !verdicts.remembers(line.orderedAt())) {
      loseStep(product);
    }
    return true;
  }

  private boolean isKnown(Line line) {
    return reading.isWithinLookBack(line.orderedAt()) && held.remembers(line.orderedAt());
  }

  private boolean isConsumed(Line line) {
    Long consumed = reading.consumed(ORDER_LINES, line.place().partition()).get(GROUP);
    return consumed != null && consumed > line.place().offset();
  }

  private boolean step(Followed product, Line line, long delta, boolean isDecided) {
    Step step = product.stock.steps.peekFirst();
    if (step == null) {
      if (isDecided && product.forLevel.isOver(reading)) {
        tell(line.place(), product, "Line %s should change %+d".formatted(line.id(), delta));
        return done(product);
      }
      return false;
    }
    product.stock.steps.removeFirst();
    findings.judged(STOCK_FOLLOWS_LINES);
    if (step.delta() != delta) {
      tell(
          step.place(),
          product,
          "%+d are reserved, line %s comes to %+d".formatted(step.delta(), line.id(), delta));
    }
    if (line.change() == LineChange.ORDERED) {
      held.put(line.id(), delta, line.orderedAt());
    } else {
      held.remove(line.id());
    }
    return done(product);
  }

  private static boolean done(Followed product) {
    product.stock.lines.removeFirst();
    product.moved();
    return true;
  }

  private void tell(Place place, Followed product, String detail) {
    if (product.stock.inStep) {
      findings.broken(STOCK_FOLLOWS_LINES, place, product.stock.id, detail);
    }
    loseStep(product);
  }

  private void loseStep(Followed product) {
    product.stock.inStep = false;
    product.stock.steps.clear();
    product.moved();
  }

  @Override
  public void check() {
    for (String id : List.copyOf(busy)) {
      @Nullable Followed product = products.get(id);
      if (product == null) {
        busy.remove(id);
        continue;
      }
      match(product);
      regainStep(product);
      if (product.stock.lines.isEmpty() && product.stock.steps.isEmpty() && product.stock.inStep) {
        busy.remove(id);
      }
    }
    outOfStep = (int) busy.stream().filter(this::isOutOfStep).count();
  }

  /** All lines are dealt with, and no line or level has come while both topics were read. */
  private void regainStep(Followed product) {
    if (product.stock.inStep || !product.stock.lines.isEmpty()) {
      return;
    }
    boolean linesRest = product.restOfLines.isOver(reading);
    boolean levelsRest = product.restOfLevels.isOver(reading);
    product.stock.inStep = linesRest && levelsRest;
  }

  private boolean isOutOfStep(String id) {
    Followed product = products.get(id);
    return product != null && !product.stock.inStep;
  }

  /** Products that cannot be judged at present. Thread-safe. */
  public int outOfStep() {
    return outOfStep;
  }

  @Override
  public int waiting() {
    return busy.size();
  }
}
