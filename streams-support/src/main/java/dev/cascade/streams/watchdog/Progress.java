package dev.cascade.streams.watchdog;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.TaskMetadata;

/**
 * How far an application has come on its way to RUNNING; as long as two of these differ, it moves.
 *
 * @param state of the client
 * @param tasks that are assigned to it
 * @param restored records that it has restored, of all stores
 * @param remaining records that it has still to restore
 */
record Progress(State state, Set<String> tasks, double restored, double remaining) {

  /**
   * Now. Outside REBALANCING nothing is on its way and only the state is asked for: walking all
   * metrics of a client that runs took a tenth of what an idle service allocates.
   */
  static Progress of(KafkaStreams client) {
    State state = client.state();
    return state == State.REBALANCING
        ? onItsWay(client, state)
        : new Progress(state, Set.of(), 0, 0);
  }

  private static Progress onItsWay(KafkaStreams client, State state) {
    Set<String> tasks = new TreeSet<>();
    client
        .metadataForLocalThreads()
        .forEach(thread ->
            Stream.concat(thread.activeTasks().stream(), thread.standbyTasks().stream())
                .map(TaskMetadata::taskId)
                .forEach(task -> tasks.add(task.toString())));
    return new Progress(
        state, tasks, sum(client, "restore-total"), sum(client, "restore-remaining-records-total"));
  }

  private static double sum(KafkaStreams client, String metric) {
    return client.metrics().entrySet().stream()
        .filter(entry -> isNamed(entry.getKey(), metric))
        .mapToDouble(entry -> entry.getValue().metricValue() instanceof Double value ? value : 0)
        .filter(Double::isFinite)
        .sum();
  }

  private static boolean isNamed(MetricName metric, String name) {
    return metric.name().equals(name);
  }

  @Override
  public String toString() {
    return "%s with tasks %s, %.0f records restored, %.0f remaining"
        .formatted(state, tasks, restored, remaining);
  }
}
