package dev.cascade.payments.contract;

import dev.cascade.payments.domain.account.Account;
import dev.cascade.payments.domain.account.AccountSnapshot;
import dev.cascade.payments.domain.gate.GateEvent;
import dev.cascade.payments.domain.gate.Ledger;
import dev.cascade.payments.domain.statistics.Flow;
import dev.cascade.payments.domain.statistics.Throughput;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * How the service's own state is written in its stores and changelogs. Nobody else reads it, so it
 * needs no registry; a version number in front says which layout follows.
 */
public final class StateSerdes {

  private static final int LAYOUT = 1;

  /** Most states take less; of room that is not used nothing stays. */
  private static final int BYTES = 256;

  /** A minute's latencies fall into some hundred buckets of twelve bytes. */
  private static final int BYTES_OF_A_HISTOGRAM = 2048;

  private StateSerdes() {}

  /** Accounts. */
  public static Serde<Account> accounts() {
    return of(AccountState::write, AccountState::read);
  }

  /** What the gate knows of payments. */
  public static Serde<Ledger> ledgers() {
    return of(LedgerState::write, LedgerState::read);
  }

  /** Running totals. */
  public static Serde<Flow> flows() {
    return of(StatisticsState::writeFlow, StatisticsState::readFlow);
  }

  /** Windows of confirmed payments. */
  public static Serde<Throughput> throughputs() {
    return of(
        StatisticsState::writeThroughput, StatisticsState::readThroughput, BYTES_OF_A_HISTOGRAM);
  }

  /** Lines of statements. */
  public static Serde<AccountSnapshot> snapshots() {
    return of(AccountState::writeSnapshot, AccountState::readSnapshot);
  }

  /** Follow-ups on their way to the ledger of their original. */
  @SuppressWarnings("NullAway") // Kafka's null stays null
  public static Serde<GateEvent> gateEvents() {
    return Serdes.serdeFrom(
        (_, event) -> event == null ? null : GateEventState.write(event),
        (_, bytes) -> bytes == null ? null : GateEventState.read(bytes));
  }

  private static <T> Serde<T> of(BiConsumer<StateWriter, T> write, Function<StateReader, T> read) {
    return of(write, read, BYTES);
  }

  private static <T> Serde<T> of(
      BiConsumer<StateWriter, T> write, Function<StateReader, T> read, int bytes) {
    return Serdes.serdeFrom(
        (_, value) -> encode(value, write, bytes), (_, data) -> decode(data, read));
  }

  @SuppressWarnings("NullAway") // Kafka's serializers return null for a deletion
  private static <T> byte[] encode(@Nullable T value, BiConsumer<StateWriter, T> write, int bytes) {
    if (value == null) {
      return null;
    }
    StateWriter writer = new StateWriter(bytes).small(LAYOUT);
    write.accept(writer, value);
    return writer.toBytes();
  }

  @SuppressWarnings("NullAway") // Kafka's deserializers return null for a deletion
  private static <T> T decode(byte @Nullable [] bytes, Function<StateReader, T> read) {
    if (bytes == null) {
      return null;
    }
    StateReader reader = new StateReader(bytes);
    int layout = reader.small();
    if (layout != LAYOUT) {
      throw new SerializationException("State in layout " + layout + ", known is " + LAYOUT);
    }
    return read.apply(reader);
  }
}
