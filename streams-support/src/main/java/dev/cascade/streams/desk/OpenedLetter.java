package dev.cascade.streams.desk;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A letter with its content.
 *
 * @param record as it is in the dead letters
 * @param letter what it says
 * @param value as JSON with what is about a person masked, null where its bytes are no Avro that
 *     the registry knows
 * @param act what was done with it, null while it is open
 */
public record OpenedLetter(
    ConsumerRecord<byte[], byte[]> record,
    Letter letter,
    @Nullable JsonNode value,
    @Nullable Act act) {

  /** Whether somebody has dealt with it, and how. */
  public LetterState state() {
    return act == null ? LetterState.OPEN : act.state();
  }
}
