package dev.cascade.streams.deadletter;

import dev.cascade.schemas.personal.PersonalFields;
import dev.cascade.schemas.personal.PersonalWords;
import dev.cascade.schemas.wire.BoundedDecoder;
import dev.cascade.schemas.wire.RegistryFrame;
import dev.cascade.streams.personal.MaskedFailure;
import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * What may be said of a failure whose record is about a person. What the record's contract marks as
 * personal is masked where a message quotes it, and so is whatever looks like an address of e-mail.
 * The record itself is left as it is: a letter has to be replayable.
 */
final class Discretion {

  private static final String UNSAID = "(not shown: it may quote the record)";
  private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"'(),;:@]++@[^\\s<>\"'(),;:]++");

  private Discretion() {}

  /** The failure as it may be logged and written into headers. */
  static Throwable about(String topic, byte @Nullable [] value, Throwable failure) {
    Optional<Schema> contract = PersonalFields.contractOf(topic);
    if (contract.isPresent() && !PersonalFields.areIn(contract.get())) {
      return failure;
    }
    return MaskedFailure.of(failure, mask(contract, value, failure));
  }

  /**
   * Where the bytes do not follow today's contract, a failure to read them cannot quote them: it
   * has seen no text. Any other has, and is not believed.
   */
  private static UnaryOperator<String> mask(
      Optional<Schema> contract, byte @Nullable [] value, Throwable failure) {
    Optional<PersonalWords> words = contract.flatMap(schema -> words(schema, value));
    if (words.isPresent()) {
      return message -> withoutAddresses(words.get().maskedIn(message));
    }
    boolean hasSeenText =
        contract.isPresent() && value != null && !(failure instanceof SerializationException);
    return hasSeenText ? _ -> UNSAID : Discretion::withoutAddresses;
  }

  private static String withoutAddresses(String message) {
    return message.indexOf('@') < 0
        ? message
        : ADDRESS.matcher(message).replaceAll(PersonalFields.MASK);
  }

  private static Optional<PersonalWords> words(Schema contract, byte @Nullable [] value) {
    if (value == null || !RegistryFrame.isOn(value)) {
      return Optional.empty();
    }
    try {
      BoundedDecoder decoder = new BoundedDecoder(value, RegistryFrame.BYTES);
      Object read = new GenericDatumReader<>(contract).read(null, decoder);
      return decoder.isEnd() ? Optional.of(PersonalWords.of(read)) : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
