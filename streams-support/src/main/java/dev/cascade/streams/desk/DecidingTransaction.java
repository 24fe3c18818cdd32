package dev.cascade.streams.desk;

import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.query.Deadline;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jboss.logging.Logger;

/**
 * Decides about letters alone among all desks, and writes what follows in the same transaction.
 *
 * <p>Taking the one transactional id ends every transaction that another desk has begun: it is
 * committed or aborted when that returns. Then the decisions are read up to the very end of their
 * topic, not only to what is stable, and so the last of them is known. Another desk that takes the
 * id later makes this commit fail. Whatever fails is tried again from there: what an attempt of
 * unknown outcome has committed is then among the decisions, and is not done twice.
 */
final class DecidingTransaction {

  private static final Logger LOG = Logger.getLogger(DecidingTransaction.class);
  private static final long SHORTEST_PAUSE_MILLIS = 20;
  private static final long LONGEST_PAUSE_MILLIS = 200;

  private final DeskClients clients;
  private final Decisions decisions;

  /** Of one process, one at a time: otherwise its own requests would fence each other. */
  private final ReentrantLock turn = new ReentrantLock(true);

  DecidingTransaction(DeskClients clients, Decisions decisions) {
    this.clients = clients;
    this.decisions = decisions;
  }

  /**
   * What a decision is made of.
   *
   * @param decided everything that was decided before
   * @param producer in an open transaction
   */
  record Desktop(DecidedLetters decided, Producer<byte[], byte[]> producer) {}

  /**
   * Answers what the work answers, once that is committed.
   *
   * @param work is done anew with each attempt, so it must have no other effect
   * @throws ProblemException 503 when it cannot be known in time what came of it
   */
  <T> T run(Consumer<byte[], byte[]> consumer, Deadline deadline, Function<Desktop, T> work) {
    takeTurn(deadline);
    try {
      return untilCommitted(consumer, deadline, work);
    } finally {
      turn.unlock();
    }
  }

  private <T> T untilCommitted(
      Consumer<byte[], byte[]> consumer, Deadline deadline, Function<Desktop, T> work) {
    while (true) {
      try {
        return attempt(consumer, deadline, work);
      } catch (SerializationException | InterruptException | RecordTooLargeException e) {
        throw e;
      } catch (KafkaException e) {
        LOG.debug("A transaction of the desk failed", e);
        if (deadline.isOver()) {
          LOG.warnf("The desk gives up: %s", e.toString());
          throw new ProblemException(
              Problem.unavailable(
                  "Kafka did not confirm it in time; ask again to learn whether it is done."));
        }
        pause();
      }
    }
  }

  private <T> T attempt(
      Consumer<byte[], byte[]> consumer, Deadline deadline, Function<Desktop, T> work) {
    Producer<byte[], byte[]> producer = clients.producer(deadline);
    try {
      producer.initTransactions();
      long end = clients.end(Decisions.PARTITION, deadline);
      DecidedLetters decided = decisions.upTo(end, consumer, deadline);
      producer.beginTransaction();
      T answer = work.apply(new Desktop(decided, producer));
      producer.commitTransaction();
      return answer;
    } finally {
      // An open transaction is ended by the next one to take the id, or by its timeout.
      producer.close(Duration.ZERO);
    }
  }

  private void takeTurn(Deadline deadline) {
    try {
      if (!turn.tryLock(deadline.left().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ProblemException(Problem.unavailable("Others are at the desk; ask again."));
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** Of chance length, so that two desks do not fence each other in step for ever. */
  private static void pause() {
    try {
      Thread.sleep(
          ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS));
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
