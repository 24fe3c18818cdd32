package dev.cascade.orders.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which verdicts an order still waits for, and what those that came have against it. An expectation
 * is struck once, so a rule counts once however often its verdict is repeated.
 *
 * @param outstanding what is still waited for
 * @param refused whether a verdict was not PASS
 * @param reasons what the refusing verdicts said, at most {@link #MAX_REASONS}
 */
public record Scoreboard(List<Expectation> outstanding, boolean refused, List<Reason> reasons) {

  /** A foreign validator cannot make an order grow without bound. */
  public static final int MAX_REASONS = 100;

  /** Copies the lists. */
  public Scoreboard {
    outstanding = List.copyOf(outstanding);
    reasons = reasons.stream().limit(MAX_REASONS).toList();
  }

  static Scoreboard expecting(List<ValidationRule> rules, List<OrderLine> lines, Instant now) {
    List<Expectation> expected =
        rules.stream().filter(ValidationRule::counts).flatMap(r -> of(r, lines, now)).toList();
    return new Scoreboard(expected, false, List.of());
  }

  private static Stream<Expectation> of(ValidationRule rule, List<OrderLine> lines, Instant now) {
    Instant deadline = now.plus(rule.deadline());
    IntStream numbers =
        rule.perLine()
            ? lines.stream().mapToInt(OrderLine::number)
            : IntStream.of(Expectation.WHOLE_ORDER);
    return numbers.mapToObj(number -> new Expectation(rule.name(), number, deadline));
  }

  /** The board after the verdict; empty when nobody waits for it (unknown, late or repeated). */
  Optional<Scoreboard> after(OrderEvent.VerdictGiven verdict) {
    List<Expectation> left = outstanding.stream().filter(e -> !e.isOf(verdict)).toList();
    if (left.size() == outstanding.size()) {
      return Optional.empty();
    }
    if (verdict.verdict() == Verdict.PASS) {
      return Optional.of(new Scoreboard(left, refused, reasons));
    }
    List<Reason> said =
        verdict.reasons().isEmpty()
            ? List.of(Reason.unexplained(verdict.rule(), verdict.verdict()))
            : verdict.reasons();
    return Optional.of(new Scoreboard(left, true, joined(reasons, said)));
  }

  /**
   * The board after a review was announced; empty when that changes nothing.
   *
   * @param longest how much longer than for the validator an order waits for a person
   */
  Optional<Scoreboard> after(OrderEvent.ReviewAnnounced review, Duration longest) {
    List<Expectation> after =
        outstanding.stream()
            .map(e -> e.isOf(review) ? e.reviewed(review.until(), longest) : e)
            .toList();
    return after.equals(outstanding)
        ? Optional.empty()
        : Optional.of(new Scoreboard(after, refused, reasons));
  }

  /** Everything against the order once what is overdue counts as refused. */
  List<Reason> reasonsAt(Instant now) {
    List<Reason> overdue =
        outstanding.stream().filter(e -> e.isOverdueAt(now)).map(Reason::noVerdict).toList();
    return joined(reasons, overdue);
  }

  /** Whether nothing more is waited for. What is refused anyway waits for no person. */
  boolean isComplete() {
    return refused
        ? outstanding.stream().allMatch(Expectation::isUnderReview)
        : outstanding.isEmpty();
  }

  /** The rules of which a person decides. */
  List<String> underReview() {
    return outstanding.stream()
        .filter(Expectation::isUnderReview)
        .map(Expectation::rule)
        .distinct()
        .toList();
  }

  boolean isOverdueAt(Instant now) {
    return outstanding.stream().anyMatch(e -> e.isOverdueAt(now));
  }

  /** The earliest deadline of what is outstanding; {@code otherwise} when nothing is. */
  Instant earliestDeadline(Instant otherwise) {
    return outstanding.stream().map(Expectation::until).min(Instant::compareTo).orElse(otherwise);
  }

  private static List<Reason> joined(List<Reason> first, List<Reason> second) {
    return Stream.concat(first.stream(), second.stream()).limit(MAX_REASONS).toList();
  }
}
