package dev.cascade.orderdetails.exactlyonce;

import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.streams.runtime.StreamsSettings;
import io.smallrye.reactive.messaging.ClientCustomizer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.eclipse.microprofile.config.Config;

/**
 * Makes the channel's consumer a static member of its group, so that a quick restart moves no
 * partition, and lets it stamp what it polls.
 */
@Singleton
public class ChannelClient implements ClientCustomizer<Map<String, Object>> {

  private final StreamsSettings settings;
  private final Lease lease;

  ChannelClient(StreamsSettings settings, Lease lease) {
    this.settings = settings;
    this.lease = lease;
  }

  @Override
  public Map<String, Object> customize(
      String channel, Config channelConfig, Map<String, Object> given) {
    if (!channel.equals(OrdersChannel.CHANNEL)) {
      return given;
    }
    int sessionMillis = Math.toIntExact(settings.sessionTimeout().toMillis());
    String member = OrdersChannel.GROUP + "-" + settings.instanceId();
    Map<String, Object> configuration = KafkaCluster.of(settings).client(given);
    configuration.put(ConsumerConfig.GROUP_ID_CONFIG, OrdersChannel.GROUP);
    configuration.put(ConsumerConfig.CLIENT_ID_CONFIG, member);
    configuration.put(CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG, member);
    configuration.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, sessionMillis);
    configuration.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, sessionMillis / 4);
    configuration.put(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, List.of(LeaseStamp.class));
    configuration.put(LeaseStamp.LEASE, lease);
    return configuration;
  }
}
