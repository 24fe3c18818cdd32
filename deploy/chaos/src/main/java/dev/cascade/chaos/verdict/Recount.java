package dev.cascade.chaos.verdict;

import dev.cascade.chaos.stage.Stage;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.system.history.History;
import dev.cascade.system.history.HistoryReader;
import dev.cascade.system.invariants.InvariantChecker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Reads all topics from their beginning, committed records only, and holds them against the
 * guarantees with the system tests' checker, which shares no line with a service or the auditor.
 */
public final class Recount implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(1_000);
  private static final int MOST_SENTENCES = 50;

  private final HistoryReader reader;

  /** One that reads on with each call. */
  public Recount(Stage stage) {
    this.reader =
        new HistoryReader(
            stage.ecosystem().kafka().bootstrapServers(), stage.ecosystem().registry().url());
  }

  /**
   * What was found.
   *
   * @param unsettled what was still to come when waiting was over
   * @param violations broken guarantees, and acknowledged requests that are nowhere
   * @param falseAcknowledgements how many of those are the latter
   * @param counted records by topic, and ends of orders and payments
   */
  public record Outcome(
      List<String> unsettled,
      List<String> violations,
      int falseAcknowledgements,
      Map<String, Long> counted) {}

  /**
   * Waits until all work is done, then judges; nobody may add any meanwhile.
   *
   * @param orders ids that were acknowledged
   * @param payments ids that were acknowledged
   */
  public Outcome judge(Collection<String> orders, Collection<String> payments, Duration bound)
      throws InterruptedException {
    long end = System.nanoTime() + bound.toNanos();
    History history = reader.read();
    List<String> unsettled = InvariantChecker.unsettled(history);
    while (!unsettled.isEmpty() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
      history = reader.read();
      unsettled = InvariantChecker.unsettled(history);
    }
    List<String> lost = new ArrayList<>(missing("order", orders, history, Topics.ORDERS));
    lost.addAll(missing("payment", payments, history, Topics.PAYMENTS_INCOMING));
    List<String> violations = new ArrayList<>(InvariantChecker.violations(history));
    violations.addAll(lost);
    return new Outcome(bounded(unsettled), bounded(violations), lost.size(), counted(history));
  }

  private static List<String> missing(
      String what, Collection<String> acknowledged, History history, String topic) {
    Map<String, ?> there = history.byKey(topic);
    return acknowledged.stream()
        .filter(id -> !there.containsKey(id))
        .map(id -> "Acknowledged " + what + " " + id + " is not in " + topic)
        .toList();
  }

  private static List<String> bounded(List<String> sentences) {
    if (sentences.size() <= MOST_SENTENCES) {
      return sentences;
    }
    List<String> first = new ArrayList<>(sentences.subList(0, MOST_SENTENCES));
    first.add("and " + (sentences.size() - MOST_SENTENCES) + " more");
    return first;
  }

  private static Map<String, Long> counted(History history) {
    Map<String, Long> counted = new LinkedHashMap<>();
    counted.put("records", history.stream().count());
    Map<String, Long> ends = new TreeMap<>();
    history
        .table(Topics.ORDERS)
        .values()
        .forEach(order -> ends.merge("orders " + order.text("state"), 1L, Long::sum));
    history
        .values(Topics.PAYMENTS_COMPLETE)
        .forEach(fact -> ends.merge("payments " + fact.fields().text("state"), 1L, Long::sum));
    counted.putAll(ends);
    return counted;
  }

  @Override
  public void close() {
    reader.close();
  }
}
