package dev.cascade.transactions;

import java.io.IOException;
import java.util.Map;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientRequest;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.DefaultHostResolver;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.NetworkClientUtils;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/**
 * Sends requests of Kafka's protocol for which its public clients have no method, with their
 * internal classes and their configuration of security.
 */
public final class BrokerRequests {

  private static final int TIMEOUT_MILLIS = 5_000;

  private final Map<String, Object> client;

  /** Requests of a client that is configured so. */
  public BrokerRequests(Map<String, Object> client) {
    this.client = Map.copyOf(client);
  }

  /**
   * What a broker answers to a request, on a connection of its own.
   *
   * @throws IOException when it does not answer within five seconds
   */
  public AbstractResponse send(AbstractRequest.Builder<?> request, Node broker) throws IOException {
    AdminClientConfig configuration = new AdminClientConfig(client);
    try (Metrics metrics = new Metrics();
        NetworkClient network = network(configuration, metrics)) {
      if (!NetworkClientUtils.awaitReady(network, broker, Time.SYSTEM, TIMEOUT_MILLIS)) {
        throw new IOException("No connection to " + broker);
      }
      ClientRequest framed =
          network.newClientRequest(
              broker.idString(), request, Time.SYSTEM.milliseconds(), true, TIMEOUT_MILLIS, null);
      return NetworkClientUtils.sendAndReceive(network, framed, Time.SYSTEM).responseBody();
    }
  }

  @SuppressWarnings("NullAway")
  private static NetworkClient network(AdminClientConfig configuration, Metrics metrics) {
    return ClientUtils.createNetworkClient(
        configuration,
        "transaction-repair",
        metrics,
        "transaction-repair",
        new LogContext(),
        new ApiVersions(),
        Time.SYSTEM,
        1,
        TIMEOUT_MILLIS,
        null,
        new ManualMetadataUpdater(),
        new DefaultHostResolver(),
        null,
        null);
  }
}
