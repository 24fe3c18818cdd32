package dev.cascade.email.rest;

import dev.cascade.email.domain.AddressCheck;
import dev.cascade.email.domain.AddressCheck.Undeliverable;
import dev.cascade.email.domain.ResendWish;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.Problem.Violation;
import dev.cascade.streams.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operator's wish to send a mail again.
 *
 * @param requestId chosen by the operator; the same one again has no further effect
 * @param email where to; without it, to the address of the first time
 */
@RegisterForReflection
public record ResendRequest(@Nullable String requestId, @Nullable String email) {

  private static final int MAX_ID = 100;
  private static final int MAX_ORDER_ID = EmailResource.MOST_ID_CHARS;

  ResendWish wish(String orderId) {
    List<Violation> violations = new ArrayList<>();
    if (orderId.isBlank() || orderId.length() > MAX_ORDER_ID) {
      violations.add(
          new Violation(
              "orderId", "must have 1 to " + MAX_ORDER_ID + " characters, not only spaces"));
    }
    String id = requestId == null ? "" : requestId;
    if (id.isBlank() || id.length() > MAX_ID) {
      violations.add(new Violation("requestId", "is required, at most " + MAX_ID + " characters"));
    }
    if (email != null && AddressCheck.of(email) instanceof Undeliverable(String reason)) {
      violations.add(new Violation("email", reason));
    }
    if (!violations.isEmpty()) {
      throw new ProblemException(Problem.invalid(violations));
    }
    return new ResendWish(orderId, id, email);
  }
}
