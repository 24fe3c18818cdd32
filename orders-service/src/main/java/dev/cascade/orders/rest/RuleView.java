package dev.cascade.orders.rest;

import dev.cascade.orders.domain.ValidationRule;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A validation rule as JSON.
 *
 * @param name the name that verdicts carry
 * @param required whether an order needs it to become VALIDATED
 * @param active whether it counts for orders created from now on
 * @param perLine whether every line gets a verdict of its own
 * @param deadlineMillis how long after creation a verdict is waited for
 */
@RegisterForReflection
@Schema(name = "ValidationRule")
public record RuleView(
    String name, boolean required, boolean active, boolean perLine, long deadlineMillis) {

  static RuleView of(ValidationRule rule) {
    return new RuleView(
        rule.name(), rule.required(), rule.active(), rule.perLine(), rule.deadline().toMillis());
  }
}
