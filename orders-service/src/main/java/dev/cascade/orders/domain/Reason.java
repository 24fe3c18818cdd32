package dev.cascade.orders.domain;

/**
 * Why an order ended as it did.
 *
 * @param source a rule's name, {@code payment}, {@code deadline} or {@code customer}
 * @param code stable kebab-case code
 * @param detail a sentence for a person
 */
public record Reason(String source, String code, String detail) {

  /** Source of reasons that come from the payment. */
  public static final String PAYMENT = "payment";

  /** Source of reasons that come from time that ran out. */
  public static final String DEADLINE = "deadline";

  /** Source of reasons that come from the customer. */
  public static final String CUSTOMER = "customer";

  /** A required rule gave no verdict in time. */
  public static Reason noVerdict(Expectation missing) {
    String what =
        missing.line() == Expectation.WHOLE_ORDER ? "the order" : "line " + missing.line();
    return new Reason(
        missing.rule(),
        "no-verdict",
        missing.isUnderReview()
            ? "Nobody decided on " + what + " before " + missing.until()
            : "No verdict on " + what + " before " + missing.until());
  }

  /** A rule refused without saying why. */
  public static Reason unexplained(String rule, Verdict verdict) {
    return verdict == Verdict.ERROR
        ? new Reason(rule, "validator-error", "The validator could not decide")
        : new Reason(rule, "refused", "The validator gave no reason");
  }
}
