package dev.cascade.streams.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.streams.journal.Backlog.Due;
import dev.cascade.streams.serde.RegistryUnavailableException;
import dev.cascade.streams.serde.UnknownSchemaException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes what waits in the outboxes, at most so many records at once, and keeps each until Kafka
 * has it. After a failure it waits, longer each time. At least once: a record whose acknowledgement
 * was lost comes again, under the same id. For one thread.
 */
final class JournalWriter implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(JournalWriter.class);

  /** With a look each half second, a storm of errors becomes 64 records of each topic a second. */
  private static final int AT_ONCE = 32;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

  /** A client of a service that has just started may take seconds to find a topic. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Supplier<Producer<byte[], byte[]>> producers;
  private final List<Outbox<?>> outboxes;
  private final byte[] key;
  private final InstantSource clock;

  private volatile @Nullable Producer<byte[], byte[]> producer;
  private Duration pause = FIRST_PAUSE;
  private Instant notBefore = Instant.MIN;
  private @Nullable Instant failingSince;
  private boolean hasWarned;

  /**
   * A writer that has no connection yet.
   *
   * @param producers makes one, also in place of one that failed for good
   * @param service the key of all records
   */
  JournalWriter(
      Supplier<Producer<byte[], byte[]>> producers,
      List<Outbox<?>> outboxes,
      String service,
      InstantSource clock) {
    this.producers = producers;
    this.outboxes = List.copyOf(outboxes);
    this.key = service.getBytes(UTF_8);
    this.clock = clock;
  }

  /** Writes what is due, unless that failed a moment ago. */
  void look() {
    if (!clock.instant().isBefore(notBefore)) {
      List<Throwable> failures = new ArrayList<>();
      outboxes.forEach(outbox -> writeDue(outbox, failures));
      failures.stream().findFirst().ifPresentOrElse(this::failed, this::went);
    }
  }

  /** Writes all that waits, due or not, as far as that goes now. */
  void writeAll() {
    outboxes.forEach(outbox -> writeAll(outbox, new ArrayList<>()));
  }

  private <N> void writeDue(Outbox<N> outbox, List<Throwable> failures) {
    write(outbox, outbox.backlog().due(clock.instant(), AT_ONCE), failures);
  }

  private <N> void writeAll(Outbox<N> outbox, List<Throwable> failures) {
    write(outbox, outbox.backlog().all(), failures);
  }

  private <N> void write(Outbox<N> outbox, List<Due<N>> due, List<Throwable> failures) {
    Map<Due<N>, Future<RecordMetadata>> sent = new LinkedHashMap<>();
    try {
      for (Due<N> each : due) {
        Optional<byte[]> value = value(outbox, each);
        if (value.isPresent() && !send(outbox, each, value.get(), sent)) {
          break;
        }
      }
    } catch (KafkaException e) {
      failures.add(e);
    }
    sent.forEach((each, acknowledged) -> await(outbox, each, acknowledged, failures));
  }

  private <N> Optional<byte[]> value(Outbox<N> outbox, Due<N> due) {
    try {
      return Optional.of(outbox.value(due));
    } catch (RegistryUnavailableException | UnknownSchemaException e) {
      throw e;
    } catch (SerializationException e) {
      outbox.impossible(due, clock.instant());
      return Optional.empty();
    }
  }

  /** Whether it makes sense to go on: each send to a Kafka that is away would block anew. */
  private <N> boolean send(
      Outbox<N> outbox, Due<N> due, byte[] value, Map<Due<N>, Future<RecordMetadata>> sent) {
    long at = due.lastAt().toEpochMilli();
    Future<RecordMetadata> sending =
        client().send(new ProducerRecord<>(outbox.topic(), null, at, key, value));
    sent.put(due, sending);
    return sending.state() != Future.State.FAILED;
  }

  private <N> void await(
      Outbox<N> outbox, Due<N> due, Future<RecordMetadata> sent, List<Throwable> failures) {
    try {
      var unused = sent.get(2L * JournalProducer.DELIVERY_MILLIS, TimeUnit.MILLISECONDS);
      outbox.written(due, clock.instant());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RecordTooLargeException) {
        outbox.impossible(due, clock.instant());
      } else {
        failures.add(e.getCause());
      }
    } catch (TimeoutException e) {
      failures.add(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failures.add(e);
    }
  }

  private Producer<byte[], byte[]> client() {
    Producer<byte[], byte[]> known = producer;
    if (known == null) {
      known = producers.get();
      producer = known;
    }
    return known;
  }

  private void went() {
    pause = FIRST_PAUSE;
    failingSince = null;
    hasWarned = false;
  }

  private void failed(Throwable failure) {
    warnInTime(failure);
    if (!(failure instanceof RetriableException || failure instanceof SerializationException)) {
      // Such as an idempotent producer that lost its place: it never sends again.
      close();
    }
    notBefore = clock.instant().plus(pause);
    Duration longer = pause.multipliedBy(2);
    pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
  }

  private void warnInTime(Throwable failure) {
    Instant now = clock.instant();
    Instant since = failingSince == null ? now : failingSince;
    failingSince = since;
    if (!hasWarned && !now.isBefore(since.plus(PATIENCE))) {
      LOG.warnf(
          "The journal cannot be written now; it waits, and counts what does not fit: %s", failure);
      hasWarned = true;
    }
  }

  /** Lets go of Kafka at once; what was not acknowledged is not known to be there. */
  @Override
  public void close() {
    Producer<byte[], byte[]> known = producer;
    producer = null;
    if (known != null) {
      known.close(Duration.ZERO);
    }
  }
}
