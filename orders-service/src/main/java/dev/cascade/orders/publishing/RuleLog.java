package dev.cascade.orders.publishing;

import dev.cascade.orders.contract.ValidationRules;
import dev.cascade.orders.domain.ValidationRule;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.serde.AvroSerdes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.Serializer;

/** Topic validation-rules, as REST writes it. */
@ApplicationScoped
public class RuleLog {

  private final KafkaWriter writer;
  private final Serializer<ValidationRule> serializer;

  RuleLog(KafkaWriter writer, AvroSerdes avro) {
    this.writer = writer;
    this.serializer =
        ValidationRules.rules(avro.of(dev.cascade.schemas.ValidationRule.class)).serializer();
  }

  /** Makes this the rule of its name. */
  public CompletableFuture<RecordMetadata> put(ValidationRule rule) {
    return writer.send(Topics.VALIDATION_RULES, rule.name(), rule, serializer);
  }

  /** Takes back what was put. */
  public CompletableFuture<RecordMetadata> remove(String name) {
    return writer.send(Topics.VALIDATION_RULES, name, null, serializer);
  }
}
