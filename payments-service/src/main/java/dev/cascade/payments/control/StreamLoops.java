package dev.cascade.payments.control;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;

/**
 * How often each stream thread of a client went round its loop, counted by its polls.
 *
 * @param client whose threads they are; only its identity counts
 * @param polls polls so far, by thread
 */
record StreamLoops(Object client, Map<String, Double> polls) {

  private static final String GROUP = "stream-thread-metrics";
  private static final String NAME = "poll-total";
  private static final String THREAD = "thread-id";

  static StreamLoops of(KafkaStreams client) {
    return new StreamLoops(
        client,
        client.metrics().values().stream()
            .filter(it -> it.metricName().group().equals(GROUP))
            .filter(it -> it.metricName().name().equals(NAME))
            .collect(
                Collectors.toMap(
                    it -> String.valueOf(it.metricName().tags().get(THREAD)),
                    StreamLoops::value,
                    Double::max)));
  }

  private static double value(Metric metric) {
    return metric.metricValue() instanceof Number number ? number.doubleValue() : 0;
  }

  /** Whether each thread polled that often since then; false for the loops of another client. */
  boolean wentRound(int times, StreamLoops since) {
    return client == since.client
        && !polls.isEmpty()
        && polls.entrySet().stream()
            .allMatch(it -> it.getValue() >= since.polls.getOrDefault(it.getKey(), 0.0) + times);
  }
}
