package dev.cascade.orders.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.orders.domain.OrderState;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Keys of the order index, whose bytes sort as lists are read: what is listed by, then the newest
 * order first, then the order's id.
 */
final class IndexKeys {

  private static final byte BY_CUSTOMER = 'c';
  private static final byte BY_STATE = 's';
  private static final byte BY_ID = 'i';
  private static final byte END = 0;
  private static final byte AFTER_END = 1;

  private IndexKeys() {}

  /**
   * What one list is read by.
   *
   * @param kind customer or state
   * @param value the customer's id or the state's name
   */
  record Shelf(byte kind, String value) {

    static Shelf of(String customerId) {
      return new Shelf(BY_CUSTOMER, customerId);
    }

    static Shelf of(OrderState state) {
      return new Shelf(BY_STATE, state.name());
    }

    Bytes keyOf(Instant createdAt, String orderId) {
      byte[] id = orderId.getBytes(UTF_8);
      return Bytes.wrap(
          prefix(END, Long.BYTES + id.length)
              .putLong(Long.MAX_VALUE - createdAt.toEpochMilli())
              .put(id)
              .array());
    }

    /** Where the list starts, or goes on after a place that was read. */
    Bytes from(@Nullable OrderPlace after) {
      if (after == null) {
        return Bytes.wrap(prefix(END, 0).array());
      }
      byte[] last = keyOf(after.createdAt(), after.orderId()).get();
      return Bytes.wrap(ByteBuffer.allocate(last.length + 1).put(last).put((byte) 0).array());
    }

    Bytes to() {
      return Bytes.wrap(prefix(AFTER_END, 0).array());
    }

    String orderIdIn(Bytes key) {
      int before = 2 + value.getBytes(UTF_8).length + Long.BYTES;
      return new String(key.get(), before, key.get().length - before, UTF_8);
    }

    private ByteBuffer prefix(byte end, int more) {
      byte[] text = value.getBytes(UTF_8);
      return ByteBuffer.allocate(2 + text.length + more).put(kind).put(text).put(end);
    }
  }

  /** Key of what the index knows of an order. */
  static Bytes ofOrder(String orderId) {
    byte[] id = orderId.getBytes(UTF_8);
    return Bytes.wrap(ByteBuffer.allocate(1 + id.length).put(BY_ID).put(id).array());
  }
}
