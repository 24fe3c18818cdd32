package dev.cascade.local.tail;

import dev.cascade.local.platform.CommittedReader;
import dev.cascade.local.platform.ServerFailedException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Prints the committed records of a topic as they arrive. */
public final class TopicTail {

  private static final Duration POLL = Duration.ofMillis(250);
  private static final int LONGEST_HEADER = 400;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());

  private final Map<String, Object> client;
  private final RecordDecoder decoder;
  private final PrintStream out;

  /**
   * A tail that prints there.
   *
   * @param client how a Kafka client of who looks gets to the broker
   */
  public TopicTail(Map<String, Object> client, String registryUrl, PrintStream out) {
    this.client = Map.copyOf(client);
    this.decoder = new RecordDecoder(registryUrl);
    this.out = out;
  }

  /**
   * Prints until so many records are printed, or for ever.
   *
   * @param fromBeginning whether to start with the oldest record instead of the next
   * @param raw whether bytes that are no record are shown, in which nothing can be masked
   * @param count how many records, negative for no end
   */
  public void print(String topic, boolean fromBeginning, boolean raw, long count) {
    try (Consumer<byte[], byte[]> consumer = CommittedReader.of(client, "cascade-tail")) {
      List<TopicPartition> partitions = partitionsOf(consumer, topic);
      consumer.assign(partitions);
      if (fromBeginning) {
        consumer.seekToBeginning(partitions);
      } else {
        consumer.seekToEnd(partitions);
      }
      long printed = 0;
      while (count < 0 || printed < count) {
        for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(POLL)) {
          if (count >= 0 && printed == count) {
            break;
          }
          print(entry, raw);
          printed++;
        }
        if (out.checkError()) {
          return;
        }
      }
    } catch (KafkaException e) {
      throw new ServerFailedException("Topic " + topic + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<TopicPartition> partitionsOf(Consumer<?, ?> consumer, String topic) {
    List<PartitionInfo> known = consumer.partitionsFor(topic);
    if (known == null || known.isEmpty()) {
      throw new IllegalArgumentException(
          "No topic "
              + topic
              + ". There are: "
              + String.join(", ", consumer.listTopics().keySet().stream().sorted().toList()));
    }
    return known.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
  }

  private void print(ConsumerRecord<byte[], byte[]> entry, boolean raw) {
    out.printf(
        "%s %d@%d %s %s%n",
        TIME.format(Instant.ofEpochMilli(entry.timestamp())),
        entry.partition(),
        entry.offset(),
        decoder.key(entry.key()),
        decoder.value(entry.value(), raw));
    if (entry.topic().endsWith("-dead-letters")) {
      entry.headers().forEach(this::print);
    }
  }

  private void print(Header header) {
    byte[] value = header.value();
    String text =
        value == null
            ? "null"
            : new String(value, StandardCharsets.UTF_8).replace("\n", "\n      ");
    out.println(
        "    "
            + header.key()
            + ": "
            + (text.length() <= LONGEST_HEADER ? text : text.substring(0, LONGEST_HEADER) + "..."));
  }
}
