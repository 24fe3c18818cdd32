package dev.cascade.email.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.email.contract.EmailSerdes;
import dev.cascade.email.domain.EmailRequest;
import dev.cascade.email.domain.MailDecision.Closed;
import dev.cascade.email.domain.Outcome;
import dev.cascade.email.domain.Outcome.Verdict;
import dev.cascade.streams.deadletter.DeadLetters;
import dev.cascade.streams.serde.RegistryUnavailableException;
import dev.cascade.streams.serde.UnknownSchemaException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;

/** Writes what became of a mail: its outcome, and the request as a dead letter when refused. */
final class Outbox {

  private static final Logger LOG = Logger.getLogger(Outbox.class);

  private final ProcessorContext<Object, Object> context;
  private final SendingTopics topics;
  private final Serializer<EmailRequest> requests;
  private final Serializer<Outcome> outcomes;

  Outbox(ProcessorContext<Object, Object> context, SendingTopics topics, EmailSerdes serdes) {
    this.topics = topics;
    this.context = context;
    this.requests = serdes.requests().serializer();
    this.outcomes = serdes.outcomes().serializer();
  }

  /**
   * Whether that could be written now; writes nothing. The serializers keep what the registry says,
   * so whatever is written after the first success needs no registry.
   */
  boolean rehearse(String id, Closed closed) {
    try {
      outcomes.serialize(topics.outcomes(), closed.outcome());
      letter(id, closed);
      return true;
    } catch (RegistryUnavailableException | UnknownSchemaException e) {
      LOG.warnf(
          "Mails wait, their outcomes cannot be written now, topic=%s partition=%d: %s",
          topics.outcomes(), context.taskId().partition(), e.getMessage());
      return false;
    }
  }

  void write(String id, Closed closed, Headers trace) {
    long at = closed.outcome().at().toEpochMilli();
    context.forward(new Record<>(id, closed.outcome(), at, trace), SendingTopology.OUTCOMES);
    if (closed.outcome().verdict() == Verdict.REFUSED) {
      ProducerRecord<byte[], byte[]> letter = letter(id, closed);
      trace.forEach(letter.headers()::add);
      context.forward(
          new Record<>(letter.key(), letter.value(), at, letter.headers()),
          SendingTopology.REFUSALS);
    }
  }

  /** The letter that an unreadable record of the same place would become. */
  private ProducerRecord<byte[], byte[]> letter(String id, Closed closed) {
    ConsumerRecord<byte[], byte[]> origin =
        new ConsumerRecord<>(
            topics.requests(),
            context.taskId().partition(),
            closed.state().origin(),
            id.getBytes(UTF_8),
            requests.serialize(topics.requests(), closed.state().request()));
    return DeadLetters.letter(
        topics.deadLetters(), origin, new MailRefusedException(closed.outcome().detail()));
  }
}
