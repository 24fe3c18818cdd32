package dev.cascade.streams.lineage;

import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.streams.runtime.StreamsSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Which topics there are: a description does not say which stores have a changelog. */
@ApplicationScoped
class BrokerTopics {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final KafkaCluster cluster;

  BrokerTopics(StreamsSettings settings) {
    this.cluster = KafkaCluster.of(settings);
  }

  /**
   * The names of all topics that this service may see.
   *
   * @throws ProblemException 503 when Kafka does not answer in time
   */
  Set<String> names() {
    try {
      return cluster.ask(
          PATIENCE,
          admin -> admin.listTopics().names().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
      throw noAnswer();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw noAnswer();
    }
  }

  private static ProblemException noAnswer() {
    return new ProblemException(Problem.unavailable("Kafka did not answer in time."));
  }
}
