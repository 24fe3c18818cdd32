package dev.cascade.orders.topology;

import dev.cascade.orders.domain.OrderSnapshot;
import dev.cascade.orders.domain.OrderState;
import dev.cascade.orders.topology.IndexKeys.Shelf;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;

/**
 * What the index knows of an order, so that it finds the keys again that it wrote for it.
 *
 * @param customerId whose order
 * @param createdAt when it was accepted
 * @param state its state when it was indexed
 */
record IndexEntry(String customerId, Instant createdAt, OrderState state) {

  static IndexEntry of(OrderSnapshot order) {
    return new IndexEntry(
        order.head().content().customerId(), order.head().createdAt(), order.state());
  }

  List<Bytes> keys(String orderId) {
    return List.of(
        Shelf.of(customerId).keyOf(createdAt, orderId), Shelf.of(state).keyOf(createdAt, orderId));
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(customerId);
      out.writeLong(createdAt.toEpochMilli());
      out.writeUTF(state.name());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static IndexEntry of(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return new IndexEntry(
          in.readUTF(), Instant.ofEpochMilli(in.readLong()), OrderState.valueOf(in.readUTF()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
