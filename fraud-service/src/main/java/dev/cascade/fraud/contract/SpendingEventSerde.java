package dev.cascade.fraud.contract;

import dev.cascade.fraud.domain.Money;
import dev.cascade.fraud.domain.SpendingEvent;
import dev.cascade.fraud.domain.SpendingEvent.GivenBack;
import dev.cascade.fraud.domain.SpendingEvent.Placed;
import dev.cascade.fraud.domain.SpendingEvent.PlacedInUnknownCurrency;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serde;

/** The values of the repartition topic. */
public final class SpendingEventSerde {

  private static final int PLACED = 1;
  private static final int GIVEN_BACK = 2;
  private static final int UNKNOWN_CURRENCY = 3;

  private SpendingEventSerde() {}

  /** The serde. */
  public static Serde<SpendingEvent> serde() {
    return CompactSerde.of(SpendingEventSerde::write, SpendingEventSerde::read);
  }

  private static void write(SpendingEvent event, DataOutputStream out) throws IOException {
    out.writeByte(
        switch (event) {
          case Placed placed -> PLACED;
          case GivenBack givenBack -> GIVEN_BACK;
          case PlacedInUnknownCurrency unknown -> UNKNOWN_CURRENCY;
        });
    out.writeUTF(event.orderId());
    CompactSerde.write(out, event.createdAt());
    if (event instanceof Placed placed) {
      out.writeLong(placed.value().minorUnits());
      CompactSerde.write(out, placed.value().currency());
      out.writeBoolean(placed.endsIfRefused());
    }
  }

  private static SpendingEvent read(DataInputStream in) throws IOException {
    int kind = in.readByte();
    String orderId = in.readUTF();
    Instant createdAt = CompactSerde.instant(in);
    return switch (kind) {
      case PLACED -> {
        Money value = new Money(in.readLong(), CompactSerde.currency(in));
        yield new Placed(orderId, createdAt, value, in.readBoolean());
      }
      case GIVEN_BACK -> new GivenBack(orderId, createdAt);
      case UNKNOWN_CURRENCY -> new PlacedInUnknownCurrency(orderId, createdAt);
      default -> throw new IOException("No event of kind " + kind);
    };
  }
}
