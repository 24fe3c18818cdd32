package dev.cascade.streams.runtime;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.FinalizedVersionRange;

/** What the cluster must be able to do before exactly once can be promised. */
public final class BrokerFeatures {

  /** Older protocols permit lost and torn transactions (KIP-890). */
  private static final short TRANSACTION_VERSION = 2;

  private static final int TIMEOUT_MILLIS = 5_000;

  private BrokerFeatures() {}

  /**
   * Passes when the cluster speaks transaction protocol version 2.
   *
   * @throws UnsupportedBrokerException when it does not
   * @throws BrokerUnreachableException when nobody answers
   */
  public static void check(String bootstrapServers) {
    Map<String, Object> configuration =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    try (Admin admin = Admin.create(configuration)) {
      FinalizedVersionRange range =
          admin
              .describeFeatures()
              .featureMetadata()
              .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
              .finalizedFeatures()
              .get("transaction.version");
      if (range == null || range.maxVersionLevel() < TRANSACTION_VERSION) {
        throw new UnsupportedBrokerException(
            "The cluster at "
                + bootstrapServers
                + " has transaction.version "
                + (range == null ? 0 : range.maxVersionLevel())
                + "; exactly once needs 2: kafka-features.sh upgrade --feature"
                + " transaction.version=2");
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new BrokerUnreachableException("No answer from " + bootstrapServers, e);
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

  /** Nobody answers yet. */
  public static final class BrokerUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokerUnreachableException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
