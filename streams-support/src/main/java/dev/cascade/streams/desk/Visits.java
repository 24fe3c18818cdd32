package dev.cascade.streams.desk;

import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.serde.RegistryUnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/** Requests to the desk: a bounded number at once, each with a connection and a time of its own. */
final class Visits {

  private static final Logger LOG = Logger.getLogger(Visits.class);
  private static final Duration GOODBYE = Duration.ofMillis(500);

  private final DeskClients clients;
  private final DeskSettings settings;
  private final Semaphore places;

  Visits(DeskClients clients, DeskSettings settings) {
    this.clients = clients;
    this.settings = settings;
    this.places = new Semaphore(settings.mostAtOnce());
  }

  /**
   * What one request has.
   *
   * @param consumer reads what is committed
   * @param letters the service's dead letters
   * @param deadline until when Kafka is waited for
   */
  record Visit(Consumer<byte[], byte[]> consumer, Letters letters, Deadline deadline) {

    /** Whether the partition is there that a record came from; each topic is asked for once. */
    Predicate<Origin> places() {
      Map<String, List<TopicPartition>> known = new HashMap<>();
      return origin ->
          known
              .computeIfAbsent(origin.topic(), topic -> DeskClients.partitions(consumer, topic))
              .contains(new TopicPartition(origin.topic(), origin.partition()));
    }
  }

  /**
   * Answers what the work answers.
   *
   * @throws ProblemException 503 when too many ask, or Kafka or the registry does not answer
   */
  <T> T visit(Function<Visit, T> work) {
    if (!places.tryAcquire()) {
      throw new ProblemException(Problem.unavailable("Too many are at the desk; ask again."));
    }
    try {
      return connected(work);
    } catch (RegistryUnavailableException e) {
      throw new ProblemException(
          Problem.unavailable("The schema registry does not answer; ask again."));
    } catch (RetriableException e) {
      LOG.warnf("The desk cannot answer: %s", e.toString());
      throw new ProblemException(Problem.unavailable("Kafka does not answer; ask again."));
    } finally {
      places.release();
    }
  }

  private <T> T connected(Function<Visit, T> work) {
    Deadline deadline = Deadline.in(settings.patience());
    Consumer<byte[], byte[]> consumer = consumer(deadline);
    try {
      return work.apply(
          new Visit(consumer, new Letters(consumer, settings.topic(), deadline), deadline));
    } finally {
      consumer.close(CloseOptions.timeout(GOODBYE));
    }
  }

  /** One cannot even be made while no broker's name resolves. */
  private Consumer<byte[], byte[]> consumer(Deadline deadline) {
    try {
      return clients.consumer(deadline);
    } catch (KafkaException e) {
      LOG.warnf("The desk finds no broker: %s", e.toString());
      throw new ProblemException(Problem.unavailable("Kafka is not found; ask again."));
    }
  }
}
