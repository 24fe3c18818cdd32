package dev.cascade.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.Money;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderLine;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.Payment;
import dev.cascade.schemas.PaymentKind;
import dev.cascade.schemas.PaymentState;
import dev.cascade.schemas.RequestPosition;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.ReceivedRecord;
import dev.cascade.testing.TopicReader;
import dev.cascade.testing.TopicWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReportsTest {

  private static final Instant NOW = Instant.parse("2030-01-01T10:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** So begin keys that readers of other tests pass over. */
  private static final String POISON = "poison-";

  private static final int ORDERS = 60;
  private static final int VERSIONS = 5;

  private final ConnectPlatform platform = ConnectPlatform.shared();
  private final String id = platform.kafka().freshId();
  private final TopicWriter writer = platform.kafka().writer();
  private final TopicReader<Order> orders = platform.kafka().reader(Topics.ORDERS, Order.class);

  @AfterEach
  void close() {
    writer.close();
    orders.close();
  }

  @Test
  void anOrderIsARowUntilItsTombstone() {
    writer.send(Topics.ORDERS, id, order(id, 1, OrderState.CREATED));
    awaitRows(orderRow(), "CREATED|2|JPY|1998|1");
    writer.send(Topics.ORDERS, id, order(id, 2, OrderState.VALIDATED));
    awaitRows(orderRow(), "VALIDATED|2|JPY|1998|2");
    writer.sendTombstone(Topics.ORDERS, id);
    awaitRows(orderRow());
  }

  @Test
  void anOlderRecordThatIsDeliveredAgainReplacesNothing() {
    writer.send(Topics.ORDERS, id, order(id, 3, OrderState.CONFIRMED));
    writer.send(Topics.ORDERS, id, order(id, 2, OrderState.VALIDATED));
    writer.send(Topics.ORDERS, id + "-end", order(id + "-end", 1, OrderState.CREATED));

    awaitRows(
        "SELECT id, version FROM report_orders WHERE id LIKE '%s%%' ORDER BY id".formatted(id),
        id + "|3",
        id + "-end|1");
  }

  @Test
  void aConfirmedPaymentStaysConfirmedWhicheverTopicIsReadLater() {
    writer.send(Topics.PAYMENTS_CONFIRMED, id, payment(PaymentState.CONFIRMED, NOW));
    awaitRows(paymentRow(), "CONFIRMED|12.34|EUR");
    writer.send(Topics.PAYMENTS_COMPLETE, id, payment(PaymentState.COMPLETE, NOW.plusSeconds(1)));
    String later = platform.kafka().freshId();
    writer.send(Topics.PAYMENTS_COMPLETE, later, payment(later, PaymentState.REJECTED, NOW));

    awaitRows("SELECT state FROM report_payments WHERE id = '%s'".formatted(later), "REJECTED");
    awaitRows(paymentRow(), "CONFIRMED|12.34|EUR");
  }

  @Test
  void whatCannotBeARowIsADeadLetterAndStopsNobody() {
    writer.sendRaw(Topics.ORDERS, POISON + id, new byte[] {1, 2, 3});
    writer.send(Topics.ORDERS, id + "-null", order(id + "\0", 1, OrderState.CREATED));
    writer.send(Topics.ORDERS, id, order(id, 1, OrderState.CREATED));

    awaitRows(orderRow(), "CREATED|2|JPY|1998|1");
    try (TopicReader<byte[]> letters = platform.kafka().rawReader("reports-dead-letters")) {
      assertThat(letters.awaitRecords(2, it -> String.valueOf(it.key()).contains(id)))
          .extracting(ReceivedRecord::key)
          .containsExactlyInAnyOrder(POISON + id, id + "-null");
    }
    assertThat(platform.isWell()).isTrue();
  }

  @Test
  void afterCrashesOfWorkerAndDatabaseTheReportIsWhatTheTopicSays() throws SQLException {
    for (int version = 1; version <= VERSIONS; version++) {
      for (int number = 0; number < ORDERS; number++) {
        String each = id + "-" + number;
        writer.send(Topics.ORDERS, each, order(each, version, OrderState.values()[version - 1]));
        if (version == VERSIONS && number % 3 == 0) {
          writer.sendTombstone(Topics.ORDERS, each);
        }
      }
      if (version == 2) {
        platform.killWorker();
      }
      if (version == 4) {
        platform.killDatabase();
      }
    }

    Awaitility.await("the report to be what the topic says")
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(report()).isEqualTo(topic()));
    assertThat(report()).hasSize(ORDERS - ORDERS / 3);
    assertThat(platform.isWell()).isTrue();
  }

  private Map<String, String> report() throws SQLException {
    Map<String, String> report = new TreeMap<>();
    platform
        .rows("SELECT id, state FROM report_orders WHERE id LIKE '%s-%%'".formatted(id))
        .forEach(row -> report.put(row.split("\\|")[0], row.split("\\|")[1]));
    return report;
  }

  /** The topic, folded: what each order's latest record says. */
  private Map<String, String> topic() {
    Map<String, String> latest = new TreeMap<>();
    orders.readToEnd().stream()
        .filter(it -> String.valueOf(it.key()).startsWith(id + "-"))
        .forEach(it -> latest.put(it.key(), it.value() == null ? "" : state(it)));
    latest.values().removeIf(String::isEmpty);
    return latest;
  }

  private static String state(ReceivedRecord<Order> order) {
    return order.present().getState().name();
  }

  private String orderRow() {
    return "SELECT state, lines, currency, total, version FROM report_orders WHERE id = '%s'"
        .formatted(id);
  }

  private String paymentRow() {
    return "SELECT state, amount, currency FROM report_payments WHERE id = '%s'".formatted(id);
  }

  private void awaitRows(String query, String... rows) {
    Awaitility.await(query)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(platform.rows(query)).containsExactly(rows));
  }

  private Payment payment(PaymentState state, Instant updated) {
    return payment(id, state, updated);
  }

  private static Payment payment(String id, PaymentState state, Instant updated) {
    return Payment.newBuilder()
        .setId(id)
        .setKind(PaymentKind.values()[0])
        .setDebtorAccount("c-1")
        .setCreditorAccount("merchant")
        .setAmount(new Money(1234L, "EUR"))
        .setState(state)
        .setSubmittedAt(NOW)
        .setUpdatedAt(updated)
        .build();
  }

  private static Order order(String id, long version, OrderState state) {
    OrderLine line = new OrderLine(1, "tea", 1, new Money(999L, "JPY"));
    return Order.newBuilder()
        .setId(id)
        .setCustomerId("c-1")
        .setCurrency("JPY")
        .setLines(List.of(line, line))
        .setTotal(new Money(1998L, "JPY"))
        .setContentHash("")
        .setState(state)
        .setReasons(List.of())
        .setRequiredRules(List.of())
        .setVersion(version)
        .setRequestPosition(new RequestPosition(0, version))
        .setCreatedAt(NOW)
        .setUpdatedAt(NOW)
        .build();
  }
}
