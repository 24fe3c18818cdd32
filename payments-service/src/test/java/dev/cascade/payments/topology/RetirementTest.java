package dev.cascade.payments.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetirementTest {

  private static final int A_SECOND = 1_000;
  private static final int KEPT_SECONDS = 10;

  private final KeyValueStore<String, Long> store =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore("entries"), Serdes.String(), Serdes.Long())
          .withLoggingDisabled()
          .build();
  private final Retirement<Long> retirement =
      new Retirement<>(store, (at, now) -> at < now.getEpochSecond() - KEPT_SECONDS);

  @BeforeEach
  void open() {
    MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    store.init(context.getStateStoreContext(), store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whatIsNeededStaysAndWhatIsNotGoes() {
    store.put("a", 0L);
    store.put("b", 1L);

    retirement.sweep(Instant.ofEpochSecond(KEPT_SECONDS + 1));

    assertThat(store.get("a")).isNull();
    assertThat(store.get("b")).isEqualTo(1);
  }

  /** A thousand come each second, of which a fixed piece of a hundred would retire a tenth. */
  @Test
  void aStoreStaysInProportionToWhatItNeeds() {
    for (long second = 0; second < 20 * KEPT_SECONDS; second++) {
      for (int i = 0; i < A_SECOND; i++) {
        store.put("%08x".formatted((second * A_SECOND + i) * 0x9E3779B1L & 0xffffffffL), second);
      }
      retirement.sweep(Instant.ofEpochSecond(second));
    }

    assertThat(size()).isBetween(A_SECOND * KEPT_SECONDS, 2 * A_SECOND * KEPT_SECONDS);
  }

  private int size() {
    int size = 0;
    try (KeyValueIterator<String, Long> entries = store.all()) {
      while (entries.hasNext()) {
        entries.next();
        size++;
      }
    }
    return size;
  }
}
