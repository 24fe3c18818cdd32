package dev.cascade.bench.peers.outbox;

import dev.cascade.bench.peers.Json;
import dev.cascade.bench.peers.OrderDesk;
import dev.cascade.bench.peers.OrderState;
import dev.cascade.bench.peers.PeerOrder;
import dev.cascade.bench.peers.Verdict;
import dev.cascade.bench.peers.Waiters;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** The orders service: takes orders, gathers what the others say of them, and answers. */
final class OrderBook implements OrderDesk, Step {

  /** The rule of the verdict that payments gives. */
  static final String PAYMENT = "payment";

  private static final long RULES = 3;
  private static final String COLUMNS = "id, customer, product, quantity, unit_cents, state";

  private final Database database;
  private final Relay relay;
  private final Waiters waiters = new Waiters();

  OrderBook(Database database, Relay relay) {
    this.database = database;
    this.relay = relay;
  }

  @Override
  public boolean place(PeerOrder order) {
    boolean isNew = database.transact(transaction -> insert(order, transaction));
    if (isNew) {
      relay.wake();
    }
    return isNew;
  }

  private static boolean insert(PeerOrder order, Transaction transaction) throws SQLException {
    boolean isNew =
        transaction.update(
                "INSERT INTO orders ("
                    + COLUMNS
                    + ") VALUES (?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT DO NOTHING",
                order.id(),
                order.customer(),
                order.product(),
                order.quantity(),
                order.unitCents(),
                order.state().name())
            == 1;
    if (isNew) {
      transaction.tell(Message.of(order));
    }
    return isNew;
  }

  @Override
  public Optional<PeerOrder> await(String id, Predicate<PeerOrder> wanted, Duration timeout) {
    return waiters.await(
        id, wanted, () -> database.transact(transaction -> find(id, "", transaction)), timeout);
  }

  private static Optional<PeerOrder> find(String id, String lock, Transaction transaction)
      throws SQLException {
    return transaction.row(
        OrderBook::order, "SELECT " + COLUMNS + " FROM orders WHERE id = ?" + lock, id);
  }

  private static PeerOrder order(ResultSet row) throws SQLException {
    return new PeerOrder(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getInt(4),
        row.getLong(5),
        OrderState.valueOf(row.getString(6)));
  }

  @Override
  public void take(byte[] message, Transaction transaction) throws SQLException {
    Verdict verdict = Json.read(message, Verdict.class);
    PeerOrder order =
        find(verdict.order(), " FOR UPDATE", transaction)
            .orElseThrow(() -> new IllegalStateException("No order " + verdict.order()));
    OrderState next = next(order, verdict, transaction);
    if (next != order.state()) {
      change(order.in(next), transaction);
    }
  }

  private static OrderState next(PeerOrder order, Verdict verdict, Transaction transaction)
      throws SQLException {
    if (verdict.rule().equals(PAYMENT)) {
      return verdict.passed() ? OrderState.CONFIRMED : OrderState.FAILED;
    }
    transaction.update(
        "INSERT INTO verdicts VALUES (?, ?, ?)", order.id(), verdict.rule(), verdict.passed());
    if (order.state() != OrderState.CREATED) {
      return order.state();
    }
    return verdict.passed() ? passed(order, transaction) : OrderState.FAILED;
  }

  private static OrderState passed(PeerOrder order, Transaction transaction) throws SQLException {
    long rules =
        transaction
            .row(
                row -> row.getLong(1),
                "SELECT count(*) FROM verdicts WHERE order_id = ? AND passed",
                order.id())
            .orElseThrow();
    return rules == RULES ? OrderState.VALIDATED : OrderState.CREATED;
  }

  private void change(PeerOrder order, Transaction transaction) throws SQLException {
    transaction.update(
        "UPDATE orders SET state = ? WHERE id = ?", order.state().name(), order.id());
    transaction.tell(Message.of(order));
    transaction.afterwards(() -> waiters.tell(order));
  }
}
