package dev.cascade.fraud.rest;

import dev.cascade.fraud.domain.Review.Signature;
import dev.cascade.streams.problem.StrictJson;
import dev.cascade.streams.request.RequestFields;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of a decision; everything that is wrong with it is named at once. */
final class DecisionBody extends RequestFields {

  private static final int MOST_NAME = 100;
  private static final int MOST_WORDS = 1_000;

  private DecisionBody(byte[] body) {
    super(object(StrictJson.read(body)), Set.of("by", "reason"));
  }

  /** What it looks like, for the contract. */
  @Schema(name = "ReviewDecision")
  record Form(
      @Schema(description = "Who decides; where tokens are asked for, their subject counts")
          String by,
      @Schema(
              required = true,
              description = "Why. The customer reads it in the order when it is declined")
          String reason) {}

  /**
   * Who decides, and why.
   *
   * @param subject of the caller's token, which counts; empty when nobody is asked for one
   */
  static Signature signature(byte[] body, String subject) {
    DecisionBody fields = new DecisionBody(body);
    String by = subject.isEmpty() ? fields.text("by", MOST_NAME) : fields.optional("by", MOST_NAME);
    String why = fields.text("reason", MOST_WORDS);
    fields.check();
    return new Signature(subject.isEmpty() ? by : subject, why);
  }

  private String text(String field, int most) {
    return required(field) == null ? "" : optional(field, most);
  }

  private String optional(String field, int most) {
    if (value(field) == null) {
      return "";
    }
    String text = string(field).orElse("").strip();
    if (text.isEmpty() || text.length() > most) {
      violated(field, "must be a text of 1 to " + most + " characters");
    }
    return text;
  }
}
