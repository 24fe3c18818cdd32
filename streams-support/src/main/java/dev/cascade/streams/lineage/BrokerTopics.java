package dev.cascade.streams.lineage;

import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.streams.runtime.StreamsSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Which topics there are: a description does not say which stores have a changelog. */
@ApplicationScoped
class BrokerTopics {

  private static final int TIMEOUT_MILLIS = 5_000;

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
    try (Admin admin =
        Admin.create(
            cluster.client(
                Map.of(
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    TIMEOUT_MILLIS,
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    TIMEOUT_MILLIS)))) {
      return admin.listTopics().names().get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
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
