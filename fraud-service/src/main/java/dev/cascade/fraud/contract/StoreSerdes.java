package dev.cascade.fraud.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.fraud.domain.CustomerLevel;
import dev.cascade.fraud.domain.CustomerSpending;
import dev.cascade.fraud.domain.Excess;
import dev.cascade.fraud.domain.JudgedOrder;
import dev.cascade.fraud.domain.Money;
import dev.cascade.fraud.domain.Spending;
import dev.cascade.streams.serde.CompactSerde;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Keys and values of the stores. Keys are laid out so that ranges of them are ranges of time. */
public final class StoreSerdes {

  private static final int VERSION = 1;

  private StoreSerdes() {}

  /** Orders by creation time, so that the oldest are forgotten first. */
  public record OrderKey(Instant createdAt, String orderId) {}

  /** Live value by customer, currency and millisecond. */
  public record LiveKey(String customerId, Currency currency, Instant createdAt) {}

  /** Keys of judged orders. */
  public static Serde<OrderKey> orderKeys() {
    return Serdes.serdeFrom(
        (topic, key) -> {
          byte[] id = key.orderId().getBytes(UTF_8);
          return ByteBuffer.allocate(Long.BYTES + id.length)
              .putLong(key.createdAt().toEpochMilli())
              .put(id)
              .array();
        },
        (topic, bytes) -> {
          ByteBuffer buffer = ByteBuffer.wrap(bytes);
          Instant createdAt = Instant.ofEpochMilli(buffer.getLong());
          return new OrderKey(createdAt, UTF_8.decode(buffer).toString());
        });
  }

  /** Keys of live values. */
  public static Serde<LiveKey> liveKeys() {
    return Serdes.serdeFrom(
        (topic, key) -> {
          byte[] customer = key.customerId().getBytes(UTF_8);
          byte[] currency = key.currency().getCurrencyCode().getBytes(UTF_8);
          return ByteBuffer.allocate(Integer.BYTES + customer.length + currency.length + Long.BYTES)
              .putInt(customer.length)
              .put(customer)
              .put(currency)
              .putLong(key.createdAt().toEpochMilli())
              .array();
        },
        (topic, bytes) -> {
          ByteBuffer buffer = ByteBuffer.wrap(bytes);
          byte[] customer = new byte[buffer.getInt()];
          buffer.get(customer);
          byte[] currency = new byte[3];
          buffer.get(currency);
          return new LiveKey(
              new String(customer, UTF_8),
              Currency.getInstance(new String(currency, UTF_8)),
              Instant.ofEpochMilli(buffer.getLong()));
        });
  }

  /** Judged orders. */
  public static Serde<JudgedOrder> judgedOrders() {
    return CompactSerde.of(VERSION, StoreSerdes::writeOrder, StoreSerdes::readOrder);
  }

  /** Customers' running sums. */
  public static Serde<CustomerSpending> spending() {
    return CompactSerde.of(VERSION, StoreSerdes::writeSpending, StoreSerdes::readSpending);
  }

  /** Customers' levels, by name: an order of constants is no contract. */
  public static Serde<CustomerLevel> levels() {
    return CompactSerde.of(
        VERSION,
        (level, out) -> out.writeUTF(level.name()),
        in -> CustomerLevel.valueOf(in.readUTF()));
  }

  private static void writeOrder(JudgedOrder order, DataOutputStream out) throws IOException {
    out.writeUTF(order.orderId());
    out.writeUTF(order.customerId());
    CompactSerde.write(out, order.createdAt());
    CompactSerde.write(out, order.value().currency());
    out.writeLong(order.value().minorUnits());
    out.writeBoolean(order.live());
    out.writeBoolean(order.excess().isPresent());
    if (order.excess().isPresent()) {
      out.writeLong(order.excess().get().total().minorUnits());
      out.writeLong(order.excess().get().limit().minorUnits());
    }
  }

  private static JudgedOrder readOrder(DataInputStream in) throws IOException {
    String orderId = in.readUTF();
    String customerId = in.readUTF();
    Instant createdAt = CompactSerde.instant(in);
    Currency currency = CompactSerde.currency(in);
    Money value = new Money(in.readLong(), currency);
    boolean live = in.readBoolean();
    Optional<Excess> excess =
        in.readBoolean()
            ? Optional.of(
                new Excess(new Money(in.readLong(), currency), new Money(in.readLong(), currency)))
            : Optional.empty();
    return new JudgedOrder(orderId, customerId, createdAt, value, live, excess);
  }

  private static void writeSpending(CustomerSpending spending, DataOutputStream out)
      throws IOException {
    out.writeShort(spending.byCurrency().size());
    for (Map.Entry<Currency, Spending> entry : spending.byCurrency().entrySet()) {
      CompactSerde.write(out, entry.getKey());
      CompactSerde.write(out, entry.getValue().head());
      out.writeLong(entry.getValue().total());
    }
  }

  private static CustomerSpending readSpending(DataInputStream in) throws IOException {
    Map<Currency, Spending> spending = new HashMap<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      Currency currency = CompactSerde.currency(in);
      spending.put(currency, new Spending(CompactSerde.instant(in), in.readLong()));
    }
    return new CustomerSpending(spending);
  }
}
