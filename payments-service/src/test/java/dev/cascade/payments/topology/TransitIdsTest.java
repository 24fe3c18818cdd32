package dev.cascade.payments.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransitIdsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 12})
  void kafkaPutsTheRecordsOfATransitAccountOnItsOwnPartition(int partitions) {
    Set<String> all = new HashSet<>();
    for (int partition = 0; partition < partitions; partition++) {
      TransitIds ids = new TransitIds(partition, partitions);
      for (int series = 0; series < 3; series++) {
        String id = ids.of("EUR", series);
        byte[] key = id.getBytes(StandardCharsets.UTF_8);
        assertThat(BuiltInPartitioner.partitionForKey(key, partitions)).isEqualTo(partition);
        assertThat(all.add(id)).as("%s is new", id).isTrue();
        assertThat(ids.of("EUR", series)).isEqualTo(id);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void aPartitionThatTheBalancesDoNotHaveIsRefused(int partition) {
    assertThatIllegalStateException().isThrownBy(() -> new TransitIds(partition, 2));
  }
}
