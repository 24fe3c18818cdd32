package dev.cascade.fraud.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.fraud.domain.CustomerLevel;
import dev.cascade.fraud.domain.CustomerSpending;
import dev.cascade.fraud.domain.Excess;
import dev.cascade.fraud.domain.JudgedOrder;
import dev.cascade.fraud.domain.Money;
import dev.cascade.fraud.domain.Review;
import dev.cascade.fraud.domain.Review.Subject;
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

  private static final byte OPEN = 1;
  private static final byte DECIDED = 2;
  private static final byte LAPSED = 3;
  private static final byte WITHDRAWN = 4;

  private StoreSerdes() {}

  /** Orders by a moment of theirs, mostly their creation, so that what is earliest comes first. */
  public record OrderKey(Instant at, String orderId) {}

  /** Live value by customer, currency and millisecond. */
  public record LiveKey(String customerId, Currency currency, Instant createdAt) {}

  /** Keys of judged orders. */
  public static Serde<OrderKey> orderKeys() {
    return Serdes.serdeFrom(
        (topic, key) -> {
          byte[] id = key.orderId().getBytes(UTF_8);
          return ByteBuffer.allocate(Long.BYTES + id.length)
              .putLong(key.at().toEpochMilli())
              .put(id)
              .array();
        },
        (topic, bytes) -> {
          ByteBuffer buffer = ByteBuffer.wrap(bytes);
          Instant at = Instant.ofEpochMilli(buffer.getLong());
          return new OrderKey(at, UTF_8.decode(buffer).toString());
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

  /** Reviews, until they are forgotten. */
  public static Serde<Review> reviews() {
    return CompactSerde.of(VERSION, StoreSerdes::writeReview, StoreSerdes::readReview);
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

  private static void writeReview(Review review, DataOutputStream out) throws IOException {
    out.writeByte(
        switch (review) {
          case Review.Open _ -> OPEN;
          case Review.Decided _ -> DECIDED;
          case Review.Lapsed _ -> LAPSED;
          case Review.Withdrawn _ -> WITHDRAWN;
        });
    writeSubject(review.subject(), out);
    switch (review) {
      case Review.Open _ -> {}
      case Review.Decided decided -> {
        CompactSerde.write(out, decided.endedAt());
        out.writeUTF(decided.ruling().name());
        out.writeUTF(decided.signature().by());
        out.writeUTF(decided.signature().why());
      }
      case Review.Lapsed lapsed -> CompactSerde.write(out, lapsed.endedAt());
      case Review.Withdrawn withdrawn -> CompactSerde.write(out, withdrawn.endedAt());
    }
  }

  private static Review readReview(DataInputStream in) throws IOException {
    byte kind = in.readByte();
    Subject subject = readSubject(in);
    return switch (kind) {
      case OPEN -> new Review.Open(subject);
      case DECIDED ->
          new Review.Decided(
              subject,
              CompactSerde.instant(in),
              Review.Ruling.valueOf(in.readUTF()),
              new Review.Signature(in.readUTF(), in.readUTF()));
      case LAPSED -> new Review.Lapsed(subject, CompactSerde.instant(in));
      case WITHDRAWN -> new Review.Withdrawn(subject, CompactSerde.instant(in));
      default -> throw new IOException("Unknown kind of review " + kind);
    };
  }

  private static void writeSubject(Subject subject, DataOutputStream out) throws IOException {
    out.writeUTF(subject.orderId());
    out.writeUTF(subject.customerId());
    CompactSerde.write(out, subject.orderedAt());
    CompactSerde.write(out, subject.value().currency());
    out.writeLong(subject.value().minorUnits());
    out.writeLong(subject.total().minorUnits());
    out.writeLong(subject.limit().minorUnits());
    CompactSerde.write(out, subject.openedAt());
    CompactSerde.write(out, subject.until());
  }

  private static Subject readSubject(DataInputStream in) throws IOException {
    String orderId = in.readUTF();
    String customerId = in.readUTF();
    Instant orderedAt = CompactSerde.instant(in);
    Currency currency = CompactSerde.currency(in);
    return new Subject(
        orderId,
        customerId,
        orderedAt,
        new Money(in.readLong(), currency),
        new Money(in.readLong(), currency),
        new Money(in.readLong(), currency),
        CompactSerde.instant(in),
        CompactSerde.instant(in));
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
