package dev.cascade.streams.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Builds dead letters: the record's own key, value, headers and timestamp, and in headers where it
 * came from and why it could not be processed. The names are those that Kafka Streams uses for its
 * built-in dead letter queue (KIP-1034).
 */
public final class DeadLetters {

  /** Class name of the failure. */
  public static final String EXCEPTION = "__streams.errors.exception";

  /** Message of the failure, cut at {@value #MAX_REASON_CHARS} characters. */
  public static final String REASON = "__streams.errors.message";

  /** Stack trace of the failure, cut at {@value #MAX_STACK_CHARS} characters. */
  public static final String STACK = "__streams.errors.stacktrace";

  /** Topic that the record was read from. */
  public static final String TOPIC = "__streams.errors.topic";

  /** Partition that the record was read from, in decimal. */
  public static final String PARTITION = "__streams.errors.partition";

  /** Offset that the record was read from, in decimal. */
  public static final String OFFSET = "__streams.errors.offset";

  /**
   * Only on a letter that holds less than the record did: how many bytes its key, value and headers
   * had. The whole record is where it was read from, for as long as that topic keeps it.
   */
  public static final String CUT = "cascade.errors.cut";

  /**
   * The record's own timestamp, in milliseconds; the letter's is when it was written, and decides
   * for how long it is kept.
   */
  public static final String TIMESTAMP = "cascade.errors.timestamp";

  private static final String BUILT_IN_PREFIX = "__streams.errors.";
  private static final String OWN_PREFIX = "cascade.errors.";

  /**
   * What a producer of dead letters must be able to send: the largest record that brokers take by
   * default, with these headers.
   */
  public static final int MAX_LETTER_BYTES = 2 * 1024 * 1024;

  /** More of a record is not repeated in a letter; only a compressed record can be larger. */
  private static final int MAX_REPEATED_BYTES = MAX_LETTER_BYTES - 64 * 1024;

  /** What Kafka adds to a header at most: the lengths of its name and value. */
  private static final int HEADER_FRAME_BYTES = 10;

  private static final int MAX_CUT_KEY_BYTES = 64 * 1024;
  private static final int MAX_CUT_VALUE_BYTES = 1024 * 1024;

  private static final int MAX_STACK_CHARS = 4096;
  private static final int MAX_REASON_CHARS = 1024;

  private DeadLetters() {}

  /**
   * The dead letter for a record that was read from {@code origin}. Its headers quote nothing that
   * the record's contract marks as personal.
   */
  public static ProducerRecord<byte[], byte[]> letter(
      String deadLetterTopic, ConsumerRecord<byte[], byte[]> origin, Throwable reason) {
    ProducerRecord<byte[], byte[]> letter = repeated(deadLetterTopic, origin);
    Throwable told = sayable(origin, reason);
    Headers headers = letter.headers();
    put(headers, EXCEPTION, reason.getClass().getName());
    put(headers, REASON, cut(String.valueOf(told.getMessage()), MAX_REASON_CHARS));
    put(headers, STACK, stackOf(told));
    put(headers, TOPIC, origin.topic());
    put(headers, PARTITION, Integer.toString(origin.partition()));
    put(headers, OFFSET, Long.toString(origin.offset()));
    put(headers, TIMESTAMP, Long.toString(origin.timestamp()));
    DeadLetterMeters.of(deadLetterTopic).increment();
    return letter;
  }

  /**
   * The failure as it may be logged: with its stack, but without what it quotes of a record about a
   * person.
   */
  public static Throwable sayable(ConsumerRecord<byte[], byte[]> origin, Throwable failure) {
    return Discretion.about(origin.topic(), origin.value(), failure);
  }

  /** Whether a letter's header says something about the failure, and was not the record's own. */
  public static boolean isAboutFailure(Header header) {
    return header.key().startsWith(BUILT_IN_PREFIX) || header.key().startsWith(OWN_PREFIX);
  }

  private static ProducerRecord<byte[], byte[]> repeated(
      String deadLetterTopic, ConsumerRecord<byte[], byte[]> origin) {
    long key = bytes(origin.key());
    long value = bytes(origin.value());
    long headers = bytes(origin.headers());
    if (key + value + headers <= MAX_REPEATED_BYTES) {
      return new ProducerRecord<>(
          deadLetterTopic,
          null,
          timestampOf(origin),
          origin.key(),
          origin.value(),
          origin.headers());
    }
    ProducerRecord<byte[], byte[]> beginning =
        new ProducerRecord<>(
            deadLetterTopic,
            null,
            timestampOf(origin),
            cut(origin.key(), MAX_CUT_KEY_BYTES),
            cut(origin.value(), MAX_CUT_VALUE_BYTES));
    put(
        beginning.headers(),
        CUT,
        "key %d, value %d, headers %d bytes".formatted(key, value, headers));
    return beginning;
  }

  private static long bytes(byte @Nullable [] part) {
    return part == null ? 0 : part.length;
  }

  private static long bytes(Headers headers) {
    long sum = 0;
    for (Header header : headers) {
      sum += header.key().getBytes(UTF_8).length + bytes(header.value()) + HEADER_FRAME_BYTES;
    }
    return sum;
  }

  private static byte @Nullable [] cut(byte @Nullable [] part, int most) {
    return part == null || part.length <= most ? part : Arrays.copyOf(part, most);
  }

  /** Records from very old producers have no timestamp; the broker then sets one. */
  @SuppressWarnings("NullAway")
  private static Long timestampOf(ConsumerRecord<byte[], byte[]> origin) {
    return origin.timestamp() < 0 ? null : Long.valueOf(origin.timestamp());
  }

  private static void put(Headers headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(UTF_8));
  }

  private static String stackOf(Throwable reason) {
    StringWriter text = new StringWriter();
    reason.printStackTrace(new PrintWriter(text));
    return cut(text.toString(), MAX_STACK_CHARS);
  }

  private static String cut(String text, int most) {
    return text.substring(0, Math.min(most, text.length()));
  }
}
