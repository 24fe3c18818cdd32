package dev.cascade.streams.history;

import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.streams.runtime.StreamsSettings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what is committed of some keys since a moment. A few questions are answered at one moment,
 * each with a consumer without a group that the next question uses again; between questions the
 * consumers do nothing.
 */
@ApplicationScoped
public class HistoryReader {

  private static final int PARTITION_FETCH_BYTES = 256 * 1024;
  private static final int FETCH_BYTES = 4 * 1024 * 1024;

  /** Bounds are looked at after so many records. */
  private static final int POLL_RECORDS = 2_000;

  /** A fetch that the last question left behind holds up the next one for so long. */
  private static final int FETCH_WAIT_MILLIS = 10;

  private static final int API_TIMEOUT_MILLIS = 5_000;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration IDLE_THREAD = Duration.ofSeconds(30);

  private final HistorySettings settings;
  private final KafkaCluster cluster;
  private final String clientId;
  private final Semaphore free;
  private final ExecutorService threads;
  private final Queue<Consumer<byte[], byte[]>> idle = new ConcurrentLinkedQueue<>();
  private final AtomicInteger made = new AtomicInteger();

  /** Connects to nothing yet. */
  public HistoryReader(HistorySettings settings, StreamsSettings streams) {
    this.settings = settings;
    this.cluster = KafkaCluster.of(streams);
    this.clientId = "history-" + streams.instanceId();
    this.free = new Semaphore(settings.readers());
    this.threads = threads(settings.readers());
  }

  /**
   * Threads of the system, which share the processors with all others by time. A virtual thread
   * that reads a hundred thousand records would keep those of other requests from running.
   */
  private static ExecutorService threads(int most) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            most,
            most,
            IDLE_THREAD.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("history-", 1).factory());
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /** One visit of somebody who may ask several questions; to be closed. */
  public final class Visit implements AutoCloseable {

    private final Deadline deadline;
    private final Budget budget = new Budget(settings);
    private final Consumer<byte[], byte[]> consumer;
    private boolean answered;
    private boolean broken;

    private Visit(Deadline deadline, Consumer<byte[], byte[]> consumer) {
      this.deadline = deadline;
      this.consumer = consumer;
    }

    /**
     * What is found. Holds the calling thread until all is read, the deadline is over or as much is
     * read as one visit may read. A question for which no time is left after another one finds
     * nothing, and says so.
     *
     * @throws ProblemException 503 when Kafka does not answer the first question in time
     */
    public Past ask(Question question) {
      if (question.strands().isEmpty()) {
        return Past.NOTHING;
      }
      broken = true;
      try {
        Past past =
            CompletableFuture.supplyAsync(
                    () -> new Scan(consumer, question, deadline, budget).run(), threads)
                .join();
        broken = false;
        answered = true;
        return past;
      } catch (CompletionException e) {
        if (answered && e.getCause() instanceof TimeoutException) {
          return Past.unread(question);
        }
        throw failure(e);
      }
    }

    private RuntimeException failure(CompletionException failed) {
      return switch (failed.getCause()) {
        case TimeoutException _ ->
            new ProblemException(Problem.unavailable("Kafka did not answer in time."));
        case RuntimeException cause -> cause;
        case null, default -> failed;
      };
    }

    @Override
    public void close() {
      try {
        if (broken) {
          consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
        } else {
          consumer.unsubscribe();
          idle.add(consumer);
        }
      } finally {
        free.release();
      }
    }
  }

  /**
   * Begins to ask.
   *
   * @param deadline until when questions are answered
   * @throws ProblemException 503 when as many others ask as may
   */
  public Visit visit(Deadline deadline) {
    if (!free.tryAcquire()) {
      throw new ProblemException(
          Problem.unavailable(
              "Already " + settings.readers() + " questions about the past are being answered."));
    }
    try {
      Consumer<byte[], byte[]> consumer = idle.poll();
      return new Visit(deadline, consumer == null ? consumer() : consumer);
    } catch (KafkaException e) {
      free.release();
      // One cannot even be made while no broker's name resolves.
      throw new ProblemException(Problem.unavailable("Kafka is not found now; ask again."));
    } catch (RuntimeException e) {
      free.release();
      throw e;
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        cluster.client(
            Map.ofEntries(
                Map.entry(ConsumerConfig.CLIENT_ID_CONFIG, clientId + "-" + made.incrementAndGet()),
                Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                Map.entry(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS),
                Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                // What compaction or retention removes meanwhile is passed over.
                Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                Map.entry(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES),
                Map.entry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES),
                Map.entry(
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    Math.min(POLL_RECORDS, settings.mostRecords())),
                Map.entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS))),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  @PreDestroy
  void close() {
    threads.shutdown();
    idle.forEach(consumer -> consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT)));
  }
}
