package dev.cascade.streams.runtime;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.errors.AuthenticationException;

/** What the cluster must be able to do before exactly once can be promised. */
public final class BrokerFeatures {

  /** Older protocols permit lost and torn transactions (KIP-890). */
  private static final short TRANSACTION_VERSION = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private BrokerFeatures() {}

  /**
   * Passes when the cluster speaks transaction protocol version 2.
   *
   * @throws UnsupportedBrokerException when it does not
   * @throws BrokerRefusesException when it does not believe who the service says it is, or the
   *     service does not believe it
   * @throws BrokerUnreachableException when nobody answers
   */
  public static void check(KafkaCluster cluster) {
    try {
      FinalizedVersionRange range =
          cluster
              .ask(
                  PATIENCE,
                  admin ->
                      admin
                          .describeFeatures()
                          .featureMetadata()
                          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
              .finalizedFeatures()
              .get("transaction.version");
      if (range == null || range.maxVersionLevel() < TRANSACTION_VERSION) {
        throw new UnsupportedBrokerException(
            "The cluster at "
                + cluster
                + " has transaction.version "
                + (range == null ? 0 : range.maxVersionLevel())
                + "; exactly once needs 2: kafka-features.sh upgrade --feature"
                + " transaction.version=2");
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthenticationException refused) {
        throw new BrokerRefusesException(
            "The cluster at %s refuses this service: %s; see cascade.streams.client-properties"
                .formatted(cluster, refused.getMessage()));
      }
      throw new BrokerUnreachableException("No answer from " + cluster, e);
    } catch (TimeoutException e) {
      throw new BrokerUnreachableException("No answer from " + cluster, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerUnreachableException("Interrupted", e);
    }
  }

  /** The cluster cannot give the guarantee. */
  public static final class UnsupportedBrokerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsupportedBrokerException(String message) {
      super(message);
    }
  }

  /** TLS or SASL fail: trying again changes nothing. */
  public static final class BrokerRefusesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokerRefusesException(String message) {
      super(message);
    }
  }

  /** Nobody answers yet. */
  public static final class BrokerUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokerUnreachableException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
