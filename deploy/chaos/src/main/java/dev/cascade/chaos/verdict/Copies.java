package dev.cascade.chaos.verdict;

import dev.cascade.local.platform.Kafka;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;

/** Whether every partition has all of its copies, so that any one broker may go next. */
public final class Copies {

  private static final int CALL_MILLIS = 10_000;

  private final Kafka kafka;

  /** Of the topics there, Kafka's own among them. */
  public Copies(Kafka kafka) {
    this.kafka = kafka;
  }

  /** What is missing, empty when nothing is. */
  public Optional<String> complaint() {
    Map<String, Object> client = kafka.client("reader");
    client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MILLIS);
    client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, CALL_MILLIS / 2);
    try (Admin admin = Admin.create(client)) {
      Set<String> names =
          admin
              .listTopics(new ListTopicsOptions().listInternal(true))
              .names()
              .get(CALL_MILLIS, TimeUnit.MILLISECONDS);
      return complaint(
          admin
              .describeTopics(names)
              .allTopicNames()
              .get(CALL_MILLIS, TimeUnit.MILLISECONDS)
              .values()
              .stream()
              .toList());
    } catch (ExecutionException | TimeoutException e) {
      return Optional.of("the brokers do not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  private Optional<String> complaint(List<TopicDescription> topics) {
    long lacking =
        topics.stream()
            .flatMap(topic -> topic.partitions().stream())
            .filter(partition -> partition.isr().size() < kafka.brokers().size())
            .count();
    return lacking == 0 ? Optional.empty() : Optional.of(lacking + " partitions lack copies");
  }
}
