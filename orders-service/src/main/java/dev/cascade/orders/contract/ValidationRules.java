package dev.cascade.orders.contract;

import dev.cascade.orders.domain.ValidationRule;
import dev.cascade.streams.serde.MappedSerde;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serde;

/** Topic validation-rules: the rules that new orders must pass. */
public final class ValidationRules {

  private ValidationRules() {}

  /** Rules, written by REST and read by the lifecycle. */
  public static Serde<ValidationRule> rules(Serde<dev.cascade.schemas.ValidationRule> wire) {
    return MappedSerde.of(wire, ValidationRules::wire, ValidationRules::domain);
  }

  private static dev.cascade.schemas.ValidationRule wire(ValidationRule rule) {
    return new dev.cascade.schemas.ValidationRule(
        rule.name(), rule.required(), rule.active(), rule.perLine(), rule.deadline().toMillis());
  }

  private static ValidationRule domain(dev.cascade.schemas.ValidationRule rule) {
    if (rule.getName().isBlank() || rule.getDeadlineMillis() <= 0) {
      throw new IllegalArgumentException("A rule needs a name and a positive deadline");
    }
    return new ValidationRule(
        rule.getName(),
        rule.getRequired(),
        rule.getActive(),
        rule.getPerLine(),
        Duration.ofMillis(rule.getDeadlineMillis()));
  }
}
