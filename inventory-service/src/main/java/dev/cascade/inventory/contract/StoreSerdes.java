package dev.cascade.inventory.contract;

import dev.cascade.inventory.domain.AdjustmentRefusal;
import dev.cascade.inventory.domain.AdjustmentResult;
import dev.cascade.inventory.domain.DecidedAdjustment;
import dev.cascade.inventory.domain.LineId;
import dev.cascade.inventory.domain.LineRefusal;
import dev.cascade.inventory.domain.LineState;
import dev.cascade.inventory.domain.LineState.Held;
import dev.cascade.inventory.domain.LineState.Refused;
import dev.cascade.inventory.domain.LineState.Released;
import dev.cascade.inventory.domain.LineState.Shipped;
import dev.cascade.inventory.domain.Stock;
import dev.cascade.streams.serde.CompactSerde;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;

/** Serdes of the stores in which the decider remembers. Keys of one product stand together. */
public final class StoreSerdes {

  private static final int VERSION = 1;
  private static final byte HELD = 'H';
  private static final byte REFUSED = 'N';
  private static final byte RELEASED = 'F';
  private static final byte SHIPPED = 'S';

  private StoreSerdes() {}

  /**
   * Key of a line's state.
   *
   * @param productId the product that decides
   * @param line the line
   */
  public record LineKey(String productId, LineId line) {}

  /**
   * Key of a decided adjustment.
   *
   * @param productId the product that decided
   * @param adjustmentId the adjustment
   */
  public record AdjustmentKey(String productId, String adjustmentId) {}

  /** Stock, by product. */
  public static Serde<Stock> stock() {
    return CompactSerde.of(VERSION, StoreSerdes::writeStock, StoreSerdes::readStock);
  }

  /** Keys of line states. */
  public static Serde<LineKey> lineKey() {
    return CompactSerde.of(
        VERSION,
        (key, out) -> {
          out.writeUTF(key.productId());
          out.writeUTF(key.line().orderId());
          out.writeInt(key.line().number());
        },
        in -> new LineKey(in.readUTF(), new LineId(in.readUTF(), in.readInt())));
  }

  /** Line states. */
  public static Serde<LineState> lineState() {
    return CompactSerde.of(VERSION, StoreSerdes::writeLine, StoreSerdes::readLine);
  }

  /** Keys of decided adjustments. */
  public static Serde<AdjustmentKey> adjustmentKey() {
    return CompactSerde.of(
        VERSION,
        (key, out) -> {
          out.writeUTF(key.productId());
          out.writeUTF(key.adjustmentId());
        },
        in -> new AdjustmentKey(in.readUTF(), in.readUTF()));
  }

  /** Decided adjustments. */
  public static Serde<DecidedAdjustment> adjustment() {
    return CompactSerde.of(
        VERSION,
        (decided, out) -> {
          out.writeLong(decided.delta());
          writeRefusal(out, decided.refusal());
          CompactSerde.write(out, decided.decidedAt());
        },
        in -> new DecidedAdjustment(in.readLong(), readRefusal(in), CompactSerde.instant(in)));
  }

  private static void writeStock(Stock stock, DataOutputStream out) throws IOException {
    out.writeBoolean(stock.offered());
    out.writeLong(stock.onHand());
    out.writeLong(stock.reserved());
    out.writeLong(stock.version());
    out.writeBoolean(stock.lastAdjustment().isPresent());
    if (stock.lastAdjustment().isPresent()) {
      AdjustmentResult last = stock.lastAdjustment().get();
      out.writeUTF(last.adjustmentId());
      out.writeLong(last.delta());
      CompactSerde.write(out, last.askedAt());
      writeRefusal(out, last.refusal());
      out.writeBoolean(last.repeated());
    }
  }

  private static Stock readStock(DataInputStream in) throws IOException {
    boolean offered = in.readBoolean();
    long onHand = in.readLong();
    long reserved = in.readLong();
    long version = in.readLong();
    Optional<AdjustmentResult> last =
        in.readBoolean()
            ? Optional.of(
                new AdjustmentResult(
                    in.readUTF(),
                    in.readLong(),
                    CompactSerde.instant(in),
                    readRefusal(in),
                    in.readBoolean()))
            : Optional.empty();
    return new Stock(offered, onHand, reserved, last, version);
  }

  private static void writeLine(LineState state, DataOutputStream out) throws IOException {
    switch (state) {
      case Held held -> {
        out.writeByte(HELD);
        out.writeInt(held.quantity());
      }
      case Refused refused -> {
        out.writeByte(REFUSED);
        out.writeUTF(refused.refusal().code());
      }
      case Released _ -> out.writeByte(RELEASED);
      case Shipped _ -> out.writeByte(SHIPPED);
    }
    CompactSerde.write(out, state.since());
  }

  private static LineState readLine(DataInputStream in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case HELD -> new Held(in.readInt(), CompactSerde.instant(in));
      case REFUSED -> new Refused(LineRefusal.ofCode(in.readUTF()), CompactSerde.instant(in));
      case RELEASED -> new Released(CompactSerde.instant(in));
      case SHIPPED -> new Shipped(CompactSerde.instant(in));
      default -> throw new IOException("No line state of kind " + kind);
    };
  }

  private static void writeRefusal(DataOutputStream out, Optional<AdjustmentRefusal> refusal)
      throws IOException {
    out.writeUTF(refusal.map(AdjustmentRefusal::code).orElse(""));
  }

  private static Optional<AdjustmentRefusal> readRefusal(DataInputStream in) throws IOException {
    String code = in.readUTF();
    return code.isEmpty() ? Optional.empty() : Optional.of(AdjustmentRefusal.ofCode(code));
  }
}
