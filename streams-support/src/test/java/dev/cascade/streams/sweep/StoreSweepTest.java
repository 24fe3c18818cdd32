package dev.cascade.streams.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class StoreSweepTest {

  private final KeyValueStore<String, Integer> store = filled("a", "b", "c", "d", "e");
  private final StoreSweep<String, Integer> sweep = new StoreSweep<>(store);

  @Test
  void eachStepGoesOnWhereTheLastOneEndedAndTheLastBeginsAnew() {
    List<String> seen = new ArrayList<>();

    assertThat(step(seen).endsRound()).isFalse();
    assertThat(step(seen).endsRound()).isFalse();
    StoreSweep.Step<String, Integer> last = step(seen);
    step(seen);

    assertThat(last).isEqualTo(new StoreSweep.Step<>(1, List.of(), true));
    assertThat(seen).containsExactly("a", "b", "c", "d", "e", "a", "b");
  }

  @Test
  void whatMayBeForgottenIsDeletedAndGiven() {
    StoreSweep.Step<String, Integer> step = sweep.step(3, (key, _) -> !key.equals("b"));

    assertThat(step.forgotten()).containsExactly(KeyValue.pair("a", 0), KeyValue.pair("c", 2));
    assertThat(keys()).containsExactly("b", "d", "e");
  }

  @Test
  void anEntryThatIsGoneMeanwhileIsPassedOver() {
    step(new ArrayList<>());
    store.delete("c");
    List<String> seen = new ArrayList<>();
    step(seen);

    assertThat(seen).containsExactly("d", "e");
  }

  @Test
  void anEmptyStoreEndsItsRoundAtOnce() {
    assertThat(new StoreSweep<>(filled()).step(2, (_, _) -> true))
        .isEqualTo(new StoreSweep.Step<>(0, List.of(), true));
  }

  private StoreSweep.Step<String, Integer> step(List<String> seen) {
    return sweep.step(
        2,
        (key, _) -> {
          seen.add(key);
          return false;
        });
  }

  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    try (KeyValueIterator<String, Integer> entries = store.all()) {
      entries.forEachRemaining(entry -> keys.add(entry.key));
    }
    return keys;
  }

  private static KeyValueStore<String, Integer> filled(String... keys) {
    MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    KeyValueStore<String, Integer> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("store"), Serdes.String(), Serdes.Integer())
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    List<String> all = Stream.of(keys).toList();
    all.forEach(key -> store.put(key, all.indexOf(key)));
    return store;
  }
}
