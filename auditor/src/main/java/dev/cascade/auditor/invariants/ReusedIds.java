package dev.cascade.auditor.invariants;

import dev.cascade.schemas.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The refusals of orders under the id of an earlier, forgotten one. They bear the id of that one's
 * payment, and are neither its end nor its outcome.
 */
final class ReusedIds {

  private static final String SOURCE = "payment";
  private static final String CODE = "id-reused";

  private ReusedIds() {}

  static boolean isRefusal(@Nullable Reason reason) {
    return reason != null && SOURCE.equals(reason.getSource()) && CODE.equals(reason.getCode());
  }
}
