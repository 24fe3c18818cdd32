package dev.cascade.streams.watchdog;

import dev.cascade.streams.runtime.ManagedStreams;
import dev.cascade.streams.runtime.NotRunningException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.streams.LagInfo;
import org.apache.kafka.streams.errors.StreamsException;

/** Why an application does not come back to RUNNING, as far as it can be seen from outside. */
final class Reason {

  private Reason() {}

  /**
   * A sentence for the log: what is still to be restored, and the state of the group.
   *
   * @throws ExecutionException when Kafka does not answer, which is the reason then
   */
  static String of(ManagedStreams application, Progress progress, Admin admin)
      throws ExecutionException, InterruptedException {
    return "it is %s; stores: %s; group: %s"
        .formatted(progress, stores(application), group(application, admin));
  }

  private static String stores(ManagedStreams application) {
    try {
      Map<String, Map<Integer, LagInfo>> lags = application.client().allLocalStorePartitionLags();
      return lags.entrySet().stream()
          .flatMap(store ->
              store.getValue().entrySet().stream()
                  .filter(partition -> partition.getValue().offsetLag() > 0)
                  .map(partition ->
                      "%s-%d at %d of %d"
                          .formatted(
                              store.getKey(),
                              partition.getKey(),
                              partition.getValue().currentOffsetPosition(),
                              partition.getValue().endOffsetPosition())))
          .collect(Collectors.joining(", ", "[", "]"));
    } catch (NotRunningException | StreamsException e) {
      return e.toString();
    }
  }

  private static String group(ManagedStreams application, Admin admin)
      throws ExecutionException, InterruptedException {
    ConsumerGroupDescription group =
        admin
            .describeConsumerGroups(List.of(application.name()))
            .all()
            .get()
            .get(application.name());
    return group == null
        ? "unknown"
        : "%s with %d members".formatted(group.groupState(), group.members().size());
  }
}
