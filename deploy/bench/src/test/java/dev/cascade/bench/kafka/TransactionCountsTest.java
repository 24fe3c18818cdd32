package dev.cascade.bench.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the coordinators' entries are read. */
class TransactionCountsTest {

  private static final byte COMPLETE_COMMIT = 4;

  @ParameterizedTest
  @CsvSource({
    "orders-lifecycle-0b3c6f6e-9d3a-4c55-8a75-3f2c3f1f6a01-1, orders-lifecycle",
    "payments-gate-0b3c6f6e-9d3a-4c55-8a75-3f2c3f1f6a01-12, payments-gate",
    "order-details-0, order-details-0",
  })
  void aCommittedTransactionIsItsApplications(String id, String application) {
    assertThat(TransactionCounts.committedBy(key(id), value(COMPLETE_COMMIT)))
        .contains(application);
  }

  @ParameterizedTest
  @ValueSource(bytes = {0, 1, 2, 3, 5, 6, 7})
  void anyOtherStateIsNone(byte status) {
    assertThat(TransactionCounts.committedBy(key("a"), value(status))).isEmpty();
  }

  @Test
  void aTombstoneIsNone() {
    assertThat(TransactionCounts.committedBy(key("a"), null)).isEmpty();
  }

  private static byte[] key(String id) {
    byte[] text = id.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Short.BYTES + Short.BYTES + text.length)
        .putShort((short) 0)
        .putShort((short) text.length)
        .put(text)
        .array();
  }

  private static byte[] value(byte status) {
    return ByteBuffer.allocate(100)
        .putShort((short) 1)
        .putLong(4_711)
        .putShort((short) 7)
        .putInt(60_000)
        .put(status)
        .array();
  }
}
