package dev.cascade.email.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.testing.Seed;
import dev.cascade.testing.Seeds;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

class DueIndexTest {

  @Test
  void bytesSortAsLaneThenTime() {
    Comparator<DueKey> order = Comparator.comparingInt(DueKey::lane).thenComparing(DueKey::at);
    Seeds.forEach(
        200,
        seed -> {
          DueKey one = key(seed);
          DueKey other = key(seed);
          if (order.compare(one, other) != 0) {
            assertThat(Integer.signum(Arrays.compareUnsigned(bytes(one), bytes(other))))
                .isEqualTo(Integer.signum(order.compare(one, other)));
          }
        });
  }

  @Test
  void aKeyIsReadAsItWasWritten() {
    Seeds.forEach(
        100,
        seed -> {
          DueKey key = key(seed);
          assertThat(DueKey.serde().deserializer().deserialize("any", bytes(key))).isEqualTo(key);
        });
  }

  private static byte[] bytes(DueKey key) {
    return DueKey.serde().serializer().serialize("any", key);
  }

  private static DueKey key(Seed seed) {
    return new DueKey(
        seed.intBetween(0, 2), Instant.ofEpochMilli(seed.longBetween(0, 1L << 40)), seed.text());
  }
}
