package dev.cascade.simulation.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class BrokerTest {

  private final List<Entry> committed = new ArrayList<>();
  private final Broker broker = new Broker(Flaws.NONE, committed::addAll);
  private final Group group = broker.createGroup("app", 2, 2);
  private final Partition orders = topic("orders");

  @Test
  void whatIsCommittedIsReadOnceItsMarkerIsThere() {
    Session session = session("app-0", 0);
    Entry written = write(session, "a");
    broker.commit(session);

    assertThat(committed).containsExactly(written);
    assertThat(orders.next(0)).isNull();
    assertThat(broker.isReady("app-0")).isFalse();

    mark("app-0");

    assertThat(orders.next(0)).isEqualTo(written);
    assertThat(broker.isReady("app-0")).isTrue();
  }

  @Test
  void whatIsAbortedIsNeverRead() {
    write(session("app-0", 0), "lost");
    broker.init("app-0");
    mark("app-0");
    Entry later = broker.append(orders, null, null, 0, new RecordHeaders());

    assertThat(orders.next(0)).isEqualTo(later);
    assertThat(committed).containsExactly(later);
  }

  @Test
  void anOpenTransactionHoldsUpWhatOthersWroteBehindIt() {
    write(session("app-0", 0), "open");
    broker.append(orders, null, null, 0, new RecordHeaders());

    assertThat(orders.next(0)).isNull();
    assertThat(orders.lastStable()).isZero();
  }

  @Test
  void aProducerOfAnOldEpochIsFenced() {
    Session old = session("app-0", 0);
    broker.init("app-0");

    assertThatThrownBy(() -> write(old, "a")).isInstanceOf(FencedException.class);
  }

  @Test
  void aMemberOfAnOldGenerationCannotCommitPositions() {
    Session session = session("app-0", 0);
    group.give(0, 1);

    assertThatThrownBy(() -> broker.positions(session, group, Map.of(orders, 1L)))
        .isInstanceOf(FencedException.class);
  }

  @Test
  void positionsMoveWithTheMarkerOfTheirTransaction() {
    Session session = session("app-0", 0);
    broker.positions(session, group, Map.of(orders, 5L));
    broker.commit(session);
    assertThat(group.position(orders)).isZero();
    assertThat(group.isStable()).isFalse();

    mark("app-0");

    assertThat(group.position(orders)).isEqualTo(5);
  }

  @Test
  void aTransactionThatTakesTooLongIsAbortedAndItsProducerFenced() {
    Session session = session("app-0", 0);
    write(session, "a");

    assertThat(broker.expire("app-0")).isTrue();
    assertThatThrownBy(() -> broker.commit(session)).isInstanceOf(FencedException.class);
  }

  private Partition topic(String name) {
    broker.create(name, 1);
    return broker.partitions(name).getFirst();
  }

  private Session session(String producer, int member) {
    group.joins(member, 1);
    return new Session(producer, broker.init(producer), member, 1, group.generation());
  }

  private Entry write(Session session, String value) {
    return broker.append(session, orders, null, value.getBytes(UTF_8), 0, new RecordHeaders());
  }

  private void mark(String producer) {
    Transaction transaction = broker.unfinished(producer);
    List.copyOf(transaction.unmarked())
        .forEach(partition -> broker.mark(transaction, partition, 0));
  }
}
