package dev.cascade.bench.peers.streams;

import dev.cascade.bench.peers.PeerSettings;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * One application, with the settings of the reference: at least once, a commit each millisecond.
 */
final class StreamsService {

  private final KafkaStreams client;

  StreamsService(String application, PeerSettings settings, Topology topology) {
    this(application, settings, topology, new Properties());
  }

  /**
   * An application that is not started.
   *
   * @param more settings that only this one has
   */
  StreamsService(String application, PeerSettings settings, Topology topology, Properties more) {
    Properties all = new Properties();
    all.putAll(settings.kafka());
    all.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.named(application));
    all.put(StreamsConfig.STATE_DIR_CONFIG, settings.folder().resolve("state").toString());
    all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1);
    all.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
    all.put(StreamsConfig.consumerPrefix("session.timeout.ms"), 30_000);
    all.putAll(more);
    client = new KafkaStreams(topology, all);
    client.setUncaughtExceptionHandler(failure -> {
      failure.printStackTrace();
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    });
  }

  void start() {
    client.start();
    Runtime.getRuntime().addShutdownHook(new Thread(client::close, "close-streams"));
  }

  boolean isReady() {
    return client.state() == KafkaStreams.State.RUNNING;
  }

  KafkaStreams client() {
    return client;
  }
}
