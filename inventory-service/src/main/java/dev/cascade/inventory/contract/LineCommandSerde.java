package dev.cascade.inventory.contract;

import static dev.cascade.inventory.contract.CompactSerde.readInstant;
import static dev.cascade.inventory.contract.CompactSerde.writeInstant;

import dev.cascade.inventory.domain.LineId;
import dev.cascade.inventory.domain.StockCommand.OnLine;
import dev.cascade.inventory.domain.StockCommand.Release;
import dev.cascade.inventory.domain.StockCommand.Reserve;
import dev.cascade.inventory.domain.StockCommand.Ship;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.kafka.common.serialization.Serde;

/** Line commands on their way from the order's partition to the product's. */
public final class LineCommandSerde {

  private static final int VERSION = 1;
  private static final byte RESERVE = 'R';
  private static final byte RELEASE = 'F';
  private static final byte SHIP = 'S';

  private LineCommandSerde() {}

  /** The serde. */
  public static Serde<OnLine> create() {
    return CompactSerde.of(VERSION, LineCommandSerde::write, LineCommandSerde::read);
  }

  private static void write(OnLine command, DataOutputStream out) throws IOException {
    out.writeByte(
        switch (command) {
          case Reserve _ -> RESERVE;
          case Release _ -> RELEASE;
          case Ship _ -> SHIP;
        });
    out.writeUTF(command.line().orderId());
    out.writeInt(command.line().number());
    if (command instanceof Reserve reserve) {
      out.writeInt(reserve.quantity());
      writeInstant(out, reserve.orderedAt());
    }
  }

  private static OnLine read(DataInputStream in) throws IOException {
    byte kind = in.readByte();
    LineId line = new LineId(in.readUTF(), in.readInt());
    return switch (kind) {
      case RESERVE -> new Reserve(line, in.readInt(), readInstant(in));
      case RELEASE -> new Release(line);
      case SHIP -> new Ship(line);
      default -> throw new IOException("No line command of kind " + kind);
    };
  }
}
