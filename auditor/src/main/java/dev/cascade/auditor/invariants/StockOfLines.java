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
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

  /** What a line holds of which it is not known whether it passed. */
  private static final long UNKNOWN = 0;

  private final Reading reading;
  private final Findings findings;
  private final Recent<String, ProductStock> products;
  private final Recent<LineId, Long> held;
  private final Recent<LineId, Verdict> verdicts;

  /** Of each partition; products, lines and levels have the same ones. */
  private final Map<Integer, Place> lastLines = new HashMap<>();

  private final Set<String> busy = new LinkedHashSet<>();
  private volatile int outOfStep;

  /** Watches, and remembers so many products and lines. */
  public StockOfLines(Reading reading, Findings findings, int most) {
    this.reading = reading;
    this.findings = findings;
    this.products = new Recent<>(most, _ -> findings.forgot(STOCK_FOLLOWS_LINES));
    this.held = new Recent<>(most, _ -> findings.forgot(STOCK_FOLLOWS_LINES));
    this.verdicts = new Recent<>(most, _ -> {});
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
    if (verdict.getRule().equals(RULE)
        && verdict.getLine() != null
        && verdict.getReviewUntil() == null) {
      LineId line = new LineId(verdict.getOrderId(), verdict.getLine());
      if (verdicts.get(line) == null) {
        verdicts.put(line, verdict.getVerdict(), fact.at());
      }
    }
  }

  private void read(Fact fact, OrderLineChange change) {
    lastLines.put(fact.place().partition(), fact.place());
    ProductStock product = product(change.getProductId(), fact);
    product.heard();
    if (product.lines.size() >= MOST_QUEUED) {
      product.loseStep();
      product.lines.forEach(line -> held.put(line.id(), UNKNOWN, line.orderedAt()));
      product.lines.clear();
    }
    product.lines.addLast(Line.of(change, fact.place()));
    match(product);
  }

  private void read(Fact fact, StockLevel level) {
    ProductStock product = product(level.getProductId(), fact);
    product.heard();
    if (level.getVersion() != product.version + 1) {
      versionGap(fact, level, product);
    } else if (product.inStep && level.getReserved() != product.reserved) {
      product.steps.addLast(new Step(level.getReserved() - product.reserved, fact.place()));
    }
    product.version = level.getVersion();
    product.reserved = level.getReserved();
    if (product.steps.size() >= MOST_QUEUED) {
      product.loseStep();
    }
    match(product);
  }

  private void versionGap(Fact fact, StockLevel level, ProductStock product) {
    boolean isKnown = product.version > 0;
    if (isKnown
        && (level.getVersion() <= product.version
            || reading.isLive(STOCK_LEVELS, fact.place().partition()))) {
      tell(
          fact.place(),
          product,
          "Version %d follows version %d".formatted(level.getVersion(), product.version));
    }
    product.loseStep();
  }

  private ProductStock product(String id, Fact fact) {
    ProductStock known = products.get(id);
    ProductStock product = known == null ? first(id) : known;
    product.lastLine = lastLines.get(fact.place().partition());
    products.put(id, product, fact.at());
    busy.add(id);
    return product;
  }

  /** The first that is heard of a product, unless it was forgotten. */
  private ProductStock first(String id) {
    return new ProductStock(id, products.remembersAll());
  }

  private void match(ProductStock product) {
    boolean goesOn = true;
    while (goesOn && !product.lines.isEmpty()) {
      Line line = product.lines.getFirst();
      goesOn = line.change() == LineChange.ORDERED ? ordered(product, line) : ended(product, line);
    }
    if (product.lines.isEmpty() && !product.steps.isEmpty() && product.isLineMissing(reading)) {
      Step step = product.steps.getFirst();
      tell(step.place(), product, "%+d are reserved for no line".formatted(step.delta()));
    }
  }

  /** Whether the line is dealt with. */
  private boolean ordered(ProductStock product, Line line) {
    Verdict verdict = verdicts.get(line.id());
    if (held.get(line.id()) != null || (verdict != null && verdict != Verdict.PASS)) {
      return done(product);
    }
    if (verdict == null) {
      return isPassedOver(product, line) && done(product);
    }
    if (!product.inStep) {
      held.put(line.id(), line.quantity(), line.orderedAt());
      return done(product);
    }
    return step(product, line, line.quantity(), true);
  }

  private boolean ended(ProductStock product, Line line) {
    Long quantity = held.get(line.id());
    if (quantity == null && isKnown(line)) {
      return done(product);
    }
    if (quantity == null || quantity == UNKNOWN) {
      product.loseStep();
      held.remove(line.id());
      return done(product);
    }
    if (!product.inStep) {
      held.remove(line.id());
      return done(product);
    }
    return step(product, line, -quantity, isConsumed(line.place()));
  }

  /** A line that has no verdict while what came after it was decided was put aside. */
  private boolean isPassedOver(ProductStock product, Line line) {
    boolean isDecidedPast =
        !product.steps.isEmpty()
            || product.lines.stream()
                .limit(LOOK_AHEAD)
                .anyMatch(later ->
                    later.change() == LineChange.ORDERED && verdicts.get(later.id()) != null);
    if (!isDecidedPast || !product.isVerdictMissing(reading)) {
      return false;
    }
    if (!isKnown(line) || !verdicts.remembers(line.orderedAt())) {
      held.put(line.id(), UNKNOWN, line.orderedAt());
      product.loseStep();
    }
    return true;
  }

  private boolean isKnown(Line line) {
    return reading.isWithinLookBack(line.orderedAt())
        && held.remembers(line.orderedAt())
        && products.remembers(line.orderedAt());
  }

  private boolean isConsumed(@Nullable Place line) {
    if (line == null) {
      return true;
    }
    Long consumed = reading.consumed(ORDER_LINES, line.partition()).get(GROUP);
    return consumed != null && consumed > line.offset();
  }

  private boolean step(ProductStock product, Line line, long delta, boolean isDecided) {
    Step step = product.steps.peekFirst();
    if (step == null) {
      if (isDecided && product.isLevelMissing(reading)) {
        tell(line.place(), product, "Line %s should change %+d".formatted(line.id(), delta));
        return done(product);
      }
      return false;
    }
    product.steps.removeFirst();
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

  private static boolean done(ProductStock product) {
    product.lines.removeFirst();
    product.moved();
    return true;
  }

  private void tell(Place place, ProductStock product, String detail) {
    if (product.inStep) {
      findings.broken(STOCK_FOLLOWS_LINES, place, product.id, detail);
    }
    product.loseStep();
  }

  @Override
  public void check() {
    int unjudged = 0;
    for (String id : List.copyOf(busy)) {
      @Nullable ProductStock product = products.get(id);
      if (product == null) {
        busy.remove(id);
        continue;
      }
      match(product);
      product.inStep |= product.isAtRest(reading, isConsumed(product.lastLine));
      unjudged += product.inStep ? 0 : 1;
      if (product.isIdle()) {
        busy.remove(id);
      }
    }
    outOfStep = unjudged;
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
