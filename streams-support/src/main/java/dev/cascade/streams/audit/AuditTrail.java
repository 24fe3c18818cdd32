package dev.cascade.streams.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.schemas.AuditEvent;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.serde.AvroFormat;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Makes audit events. The caller writes them in the transaction of what they tell about, so that
 * neither is there without the other.
 */
public final class AuditTrail {

  private final String service;
  private final Serializer<AuditEvent> values;

  /** The trail of a service. */
  public AuditTrail(String service, AvroFormat avro) {
    this.service = service;
    this.values = avro.of(AuditEvent.class).serializer();
  }

  /**
   * What somebody asks for.
   *
   * @param actor who
   * @param action in kebab-case, such as {@code replay-dead-letter}
   * @param subject what it is done to
   * @param why in the words of who asks
   */
  public record Asked(String actor, String action, String subject, String why) {}

  /**
   * The record of an event.
   *
   * @param outcome what came of it, in a sentence; never a record's content
   */
  public ProducerRecord<byte[], byte[]> event(Asked asked, String outcome, Instant at) {
    AuditEvent event =
        AuditEvent.newBuilder()
            .setEventId(UUID.randomUUID().toString())
            .setService(service)
            .setActor(asked.actor())
            .setAction(asked.action())
            .setSubject(asked.subject())
            .setWhy(asked.why())
            .setOutcome(outcome)
            .setAt(at)
            .build();
    return new ProducerRecord<>(
        Topics.AUDIT_EVENTS, service.getBytes(UTF_8), values.serialize(Topics.AUDIT_EVENTS, event));
  }
}
