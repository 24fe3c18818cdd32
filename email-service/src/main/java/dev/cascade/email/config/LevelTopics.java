package dev.cascade.email.config;

import dev.cascade.streams.runtime.KafkaCluster;
import java.time.Duration;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Looks whether the topics of other levels are there. All requests are written in one transaction,
 * so a topic that somebody else forgot to create would hold up the mails too.
 */
final class LevelTopics {

  private static final Logger LOG = Logger.getLogger(LevelTopics.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private LevelTopics() {}

  /**
   * Passes topics that are there, and all of them while nobody can say.
   *
   * @throws IllegalArgumentException with those that are missing
   */
  static void exist(Collection<String> topics, KafkaCluster cluster) {
    if (topics.isEmpty()) {
      return;
    }
    SortedSet<String> missing = new TreeSet<>(topics);
    try {
      missing.removeAll(
          cluster.ask(
              PATIENCE,
              admin ->
                  admin.listTopics().names().get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS)));
    } catch (ExecutionException | TimeoutException e) {
      LOG.warnf(e, "Kafka does not say whether the topics %s are there", topics);
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "Configuration: cascade.email.level-topics names topics that are not there: " + missing);
    }
  }
}
