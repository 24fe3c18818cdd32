package dev.cascade.streams.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.streams.deadletter.DeadLetters;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A letter whose record is to be on its topic again: on its partition, with its key and headers,
 * and with a header that names the letter.
 *
 * @param record the letter with its content
 * @param letter what it says
 * @param correction the value instead of the letter's, null to take that
 */
record Replay(ConsumerRecord<byte[], byte[]> record, Letter letter, byte @Nullable [] correction) {

  /** Names the letter that a record was replayed from. */
  static final String LETTER_HEADER = "cascade.replayed.letter";

  private static final Pattern CUT_KEY = Pattern.compile("key (\\d+), value .*");

  static Replay of(ConsumerRecord<byte[], byte[]> record, byte @Nullable [] correction) {
    return new Replay(record, Letter.of(record), correction);
  }

  /** Why it cannot be done, empty when it can. */
  String obstacle() {
    if (!letter.origin().isKnown()) {
      return "The letter does not say where its record came from.";
    }
    if (letter.cut().isEmpty()) {
      return "";
    }
    if (isKeyCut()) {
      return "The letter holds only the beginning of its record's key (" + letter.cut() + ").";
    }
    return correction != null
        ? ""
        : "The letter holds only the beginning of its record ("
            + letter.cut()
            + "): it can be replayed with a corrected value.";
  }

  private boolean isKeyCut() {
    Matcher cut = CUT_KEY.matcher(letter.cut());
    byte[] key = record.key();
    return !cut.matches() || Long.parseLong(cut.group(1)) != (key == null ? 0 : key.length);
  }

  /** The record as its topic gets it. */
  ProducerRecord<byte[], byte[]> repeated() {
    ProducerRecord<byte[], byte[]> repeated =
        new ProducerRecord<>(
            letter.origin().topic(),
            letter.origin().partition(),
            record.key(),
            correction == null ? record.value() : correction);
    for (Header header : record.headers()) {
      if (!DeadLetters.isAboutFailure(header) && !header.key().equals(LETTER_HEADER)) {
        repeated.headers().add(header);
      }
    }
    String name = DecidedLetters.name(record.topic(), letter.id());
    repeated.headers().add(LETTER_HEADER, name.getBytes(UTF_8));
    return repeated;
  }
}
