package dev.cascade.payments.topology;

import dev.cascade.payments.domain.account.TransitAccount;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

/**
 * Ids of the transit accounts of one partition. An id is chosen so that Kafka's default partitioner
 * (murmur2 of the key) puts its records on that very partition: an entry and its counter-entry then
 * become visible together, and no reader sees one without the other.
 */
final class TransitIds {

  private final int partition;
  private final int partitions;
  private final Map<String, List<String>> byCurrency = new HashMap<>();

  /**
   * The ids of that partition.
   *
   * @param partitions how many the topic of balances has
   * @throws IllegalStateException when it has no such partition
   */
  TransitIds(int partition, int partitions) {
    if (partition >= partitions) {
      throw new IllegalStateException(
          "Accounts have a partition " + partition + ", the topic of balances has " + partitions);
    }
    this.partition = partition;
    this.partitions = partitions;
  }

  /**
   * The id of one of the partition's transit accounts.
   *
   * @param series 0 for the first one; the next takes over when the one before is full
   */
  String of(String currency, int series) {
    List<String> known = byCurrency.computeIfAbsent(currency, _ -> new ArrayList<>());
    while (known.size() <= series) {
      known.add(search(currency, known.isEmpty() ? 0 : numberOf(known.getLast()) + 1));
    }
    return known.get(series);
  }

  private String search(String currency, int from) {
    for (int number = from; ; number++) {
      String id = TransitAccount.PREFIX + currency + "-" + number;
      if (partitionOf(id) == partition) {
        return id;
      }
    }
  }

  private static int numberOf(String id) {
    return Integer.parseInt(id, id.lastIndexOf('-') + 1, id.length(), 10);
  }

  private int partitionOf(String id) {
    return Utils.toPositive(Utils.murmur2(id.getBytes(StandardCharsets.UTF_8))) % partitions;
  }
}
