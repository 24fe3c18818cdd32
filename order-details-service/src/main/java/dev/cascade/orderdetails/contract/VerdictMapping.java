package dev.cascade.orderdetails.contract;

import dev.cascade.orderdetails.domain.Violation;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Reason;
import dev.cascade.schemas.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Writes the verdict for topic {@code order-validations}. */
public final class VerdictMapping {

  /** The rule's name, in verdicts and as the source of reasons. */
  public static final String RULE = "order-details";

  /** So many reasons of such a length fit a record; the rest is counted. */
  static final int MAX_REASONS = 100;

  /** Details repeat what an order says, however long that is. */
  static final int MAX_DETAIL_CHARS = 500;

  private VerdictMapping() {}

  /** PASS for an order without violations, else FAIL with all of them as reasons. */
  public static OrderValidation verdict(
      String orderId, List<Violation> violations, Instant decidedAt) {
    return OrderValidation.newBuilder()
        .setOrderId(orderId)
        .setRule(RULE)
        .setVerdict(violations.isEmpty() ? Verdict.PASS : Verdict.FAIL)
        .setReasons(reasons(violations))
        .setDecidedAt(decidedAt)
        .build();
  }

  private static List<Reason> reasons(List<Violation> violations) {
    Stream<Reason> told = violations.stream().limit(MAX_REASONS).map(VerdictMapping::reason);
    int untold = violations.size() - MAX_REASONS;
    return untold <= 0
        ? told.toList()
        : Stream.concat(
                told,
                Stream.of(
                    new Reason(RULE, "more-violations", "And " + untold + " more violations.")))
            .toList();
  }

  private static Reason reason(Violation violation) {
    return new Reason(RULE, violation.code().text(), cut(violation.detail()));
  }

  private static String cut(String detail) {
    return detail.length() <= MAX_DETAIL_CHARS ? detail : detail.substring(0, MAX_DETAIL_CHARS);
  }
}
