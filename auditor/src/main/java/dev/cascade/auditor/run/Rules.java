package dev.cascade.auditor.run;

import dev.cascade.auditor.invariants.AccountBooks;
import dev.cascade.auditor.invariants.EndedOrders;
import dev.cascade.auditor.invariants.Findings;
import dev.cascade.auditor.invariants.OrderLives;
import dev.cascade.auditor.invariants.PaidOrders;
import dev.cascade.auditor.invariants.PassedRules;
import dev.cascade.auditor.invariants.PaymentLegs;
import dev.cascade.auditor.invariants.PoisonPutAside;
import dev.cascade.auditor.invariants.Reading;
import dev.cascade.auditor.invariants.ReflectedRequests;
import dev.cascade.auditor.invariants.Rule;
import dev.cascade.auditor.invariants.StockBounds;
import dev.cascade.auditor.invariants.StockOfLines;
import dev.cascade.auditor.log.Fact;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All rules of one reading of the topics. */
final class Rules {

  private final AccountBooks books;
  private final OrderLives lives;
  private final StockOfLines stock;
  private final List<Rule> all;
  private volatile int waiting;

  Rules(Reading reading, Findings findings, TopicCatalogue catalogue, Duration grace, int most) {
    this.books = new AccountBooks(reading, findings, most);
    this.lives = new OrderLives(reading, findings, grace, most);
    this.stock = new StockOfLines(reading, findings, most);
    this.all =
        List.of(
            books,
            new PaymentLegs(reading, findings, books::sawCompaction, most),
            new StockBounds(findings),
            stock,
            lives,
            new EndedOrders(reading, findings, most),
            new PassedRules(reading, findings, most),
            new PaidOrders(reading, findings, most),
            new ReflectedRequests(reading, findings, most),
            new PoisonPutAside(reading, findings, letterTopics(catalogue), most));
  }

  private static Set<String> letterTopics(TopicCatalogue catalogue) {
    return catalogue.topics().stream()
        .map(TopicDefinition::name)
        .filter(name -> name.endsWith("-dead-letters"))
        .collect(Collectors.toSet());
  }

  void read(Fact fact) {
    for (Rule rule : all) {
      rule.read(fact);
    }
  }

  void check() {
    all.forEach(Rule::check);
    waiting = all.stream().mapToInt(Rule::waiting).sum();
  }

  /** Questions that wait for other topics to be read. */
  int waiting() {
    return waiting;
  }

  Map<String, Long> sums() {
    return books.sums();
  }

  Map<String, Long> inTransit() {
    return books.inTransit();
  }

  int overdue() {
    return lives.overdue();
  }

  int productsOutOfStep() {
    return stock.outOfStep();
  }
}
