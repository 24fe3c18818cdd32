package dev.cascade.local.install;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Whether the cluster can be reached and can hold what is to be installed. */
final class ClusterCheck {

  private static final String FEATURE = "transaction.version";
  private static final short NEEDED = 2;

  private ClusterCheck() {}

  /**
   * Passes when topics can be created there and the services would start.
   *
   * @return the cluster's id
   * @throws RefusedException saying what is in the way
   */
  static String passes(InstallSettings settings) {
    try (Admin admin = admin(settings)) {
      DescribeClusterResult cluster = admin.describeCluster();
      holdsAllCopies(settings, cluster.nodes().get().size());
      keepsTransactions(
          admin.describeFeatures().featureMetadata().get().finalizedFeatures().get(FEATURE),
          settings);
      return cluster.clusterId().get();
    } catch (ExecutionException e) {
      throw refused(settings, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException("Interrupted while asking the brokers", e);
    }
  }

  private static Admin admin(InstallSettings settings) {
    try {
      return Admin.create(settings.adminClient());
    } catch (KafkaException e) {
      throw new RefusedException(
          "Kafka's client cannot be made of %s=%s and %s: %s"
              .formatted(
                  InstallSettings.SERVERS,
                  settings.bootstrapServers(),
                  InstallSettings.CLIENT_FILE,
                  innermost(e).getMessage()),
          e);
    }
  }

  /** Kafka's own words closest to what went wrong; those around it only say what was being made. */
  private static KafkaException innermost(KafkaException thrown) {
    KafkaException last = thrown;
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      last = cause instanceof KafkaException kafka ? kafka : last;
    }
    return last;
  }

  private static void holdsAllCopies(InstallSettings settings, int brokers) {
    Optional<Short> factor = settings.replication().factor();
    if (factor.isPresent() && factor.get() > brokers) {
      throw new RefusedException(
          "%s is %d, but the cluster has %d broker(s)"
              .formatted(InstallSettings.FACTOR, factor.get(), brokers));
    }
  }

  private static void keepsTransactions(
      @Nullable FinalizedVersionRange range, InstallSettings settings) {
    int version = range == null ? 0 : range.maxVersionLevel();
    if (version < NEEDED) {
      throw new RefusedException(
          "The cluster at %s has %s %d; exactly once needs %d: kafka-features.sh upgrade --feature"
                  .formatted(settings.bootstrapServers(), FEATURE, version, NEEDED)
              + " "
              + FEATURE
              + "="
              + NEEDED);
    }
  }

  private static RefusedException refused(InstallSettings settings, Throwable cause) {
    String servers = settings.bootstrapServers();
    String what =
        switch (cause) {
          case AuthenticationException e ->
              "The cluster at %s does not let us in (%s): %s"
                  .formatted(servers, InstallSettings.CLIENT_FILE, e.getMessage());
          case AuthorizationException e ->
              "The cluster at %s does not permit it: %s".formatted(servers, e.getMessage());
          case TimeoutException _ ->
              "No broker answers at %s=%s within %s; is it the right address, and the right %s?"
                  .formatted(
                      InstallSettings.SERVERS, servers, settings.patience(), "security.protocol");
          default -> "The cluster at %s refuses: %s".formatted(servers, cause.getMessage());
        };
    return new RefusedException(what, cause);
  }
}
