package dev.cascade.testing.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import dev.cascade.testing.PoisonRecords;
import dev.cascade.testing.Seed;
import dev.cascade.testing.TestPlatform;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Draws records for topics of the catalogue: most as their schema allows, the others broken in one
 * of many ways.
 */
public final class WireGrammar {

  private static final List<String> HEADERS =
      List.of(
          "traceparent",
          "tracestate",
          "__cascade_lease",
          "__streams.errors.topic",
          "cascade.errors.cut",
          "");

  private static final byte[] NO_TEXT = {'a', (byte) 0xff};

  /** 2,000,000,000 as Avro writes a long. */
  private static final byte[] TWO_BILLION = {
    (byte) 0x80, (byte) 0xd0, (byte) 0xac, (byte) 0xf3, 0x0e
  };

  private static final int FRAME_BYTES = 5;
  private static final int HUGE_KEY = 100_000;
  private static final int HUGE_VALUE = 500_000;
  private static final int HUGE_HEADER = 150_000;

  /** Below Kafka's default of {@code message.max.bytes}, with room for headers. */
  private static final int MOST_BYTES = 800_000;

  private static final List<TopicDefinition> WITH_SCHEMA =
      TopicCatalogue.load().topics().stream().filter(it -> it.value() != null).toList();

  private final TestPlatform platform;
  private final Seed seed;
  private final AvroGrammar avro;

  /** Draws from the seed; the platform's registry knows the schemas. */
  public WireGrammar(TestPlatform platform, Seed seed) {
    this.platform = platform;
    this.seed = seed;
    this.avro = new AvroGrammar(seed);
  }

  /** Whether the catalogue knows the topic and what its values are. */
  public static boolean knows(String topic) {
    return WITH_SCHEMA.stream().anyMatch(it -> it.name().equals(topic));
  }

  /** A record for the topic, of a size that brokers take: a larger one never gets to a reader. */
  public WireRecord record(String topic) {
    WireRecord drawn = draw(topic);
    while (bytes(drawn.key()) + bytes(drawn.value()) > MOST_BYTES) {
      drawn = draw(topic);
    }
    return drawn;
  }

  /**
   * Adds headers as anybody may write them: none as a rule, else those that services read and write
   * themselves, with whatever in them, or one that is huge.
   *
   * @return whether they are too large for anybody to read the record
   */
  public boolean addHeaders(Headers headers) {
    while (seed.chance(0.2)) {
      headers.add(seed.oneOf(HEADERS), headerValue());
    }
    boolean huge = seed.chance(0.02);
    if (huge) {
      headers.add("huge", new byte[HUGE_HEADER]);
    }
    return huge;
  }

  @SuppressWarnings("NullAway") // Kafka permits it
  private byte[] headerValue() {
    return switch (seed.intBetween(0, 4)) {
      case 0 -> null;
      case 1 -> new byte[0];
      case 2 -> NO_TEXT;
      case 3 -> seed.text().getBytes(UTF_8);
      default -> "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-ff".getBytes(UTF_8);
    };
  }

  private static int bytes(byte @Nullable [] part) {
    return part == null ? 0 : part.length;
  }

  private WireRecord draw(String topic) {
    byte[] key = avro.key().getBytes(UTF_8);
    byte[] value = valueOf(topic);
    return switch (seed.intBetween(0, 19)) {
      case 0 -> new WireRecord(null, value, false, "no key");
      case 1 -> new WireRecord(null, null, false, "no key and no value");
      case 2, 3 -> new WireRecord(key, null, null, "a tombstone");
      case 4 -> new WireRecord(NO_TEXT, value, false, "a key that is no text");
      case 5 -> new WireRecord(new byte[HUGE_KEY], value, false, "a huge key");
      case 6 -> new WireRecord(key, new byte[HUGE_VALUE], false, "a huge value");
      case 7 -> new WireRecord(key, cut(value), false, "a value cut short");
      case 8 -> new WireRecord(key, Arrays.copyOf(value, value.length + 1), false, "a byte more");
      case 9 -> new WireRecord(key, poison(), false, "poison");
      case 10 -> new WireRecord(key, flipped(value), null, "a flipped byte");
      case 11 -> ofAnotherTopic(topic, key);
      case 12 -> new WireRecord(key, claiming(value), false, "a length of two billion");
      default -> new WireRecord(key, value, null, "as the schema allows");
    };
  }

  private WireRecord ofAnotherTopic(String topic, byte[] key) {
    TopicDefinition other = seed.oneOf(WITH_SCHEMA);
    boolean same = other.valueSchema().equals(definition(topic).valueSchema());
    return new WireRecord(
        key, valueOf(other.name()), same ? null : Boolean.FALSE, "a value of " + other.name());
  }

  private byte[] valueOf(String topic) {
    Schema schema = definition(topic).valueSchema().orElseThrow();
    return platform.encode(topic, avro.record(schema));
  }

  private static TopicDefinition definition(String topic) {
    return WITH_SCHEMA.stream().filter(it -> it.name().equals(topic)).findFirst().orElseThrow();
  }

  private byte[] cut(byte[] value) {
    return Arrays.copyOf(value, seed.intBetween(0, value.length - 1));
  }

  /** What comes first in every record of the catalogue is a text, and so its length. */
  private static byte[] claiming(byte[] value) {
    return ByteBuffer.allocate(value.length + TWO_BILLION.length)
        .put(value, 0, FRAME_BYTES)
        .put(TWO_BILLION)
        .put(value, FRAME_BYTES, value.length - FRAME_BYTES)
        .array();
  }

  private byte @Nullable [] poison() {
    return seed.oneOf(List.copyOf(PoisonRecords.all().values()));
  }

  private byte[] flipped(byte[] value) {
    byte[] flipped = value.clone();
    flipped[seed.intBetween(0, value.length - 1)] ^= (byte) seed.intBetween(1, 255);
    return flipped;
  }
}
