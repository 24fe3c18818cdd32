package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.MailBox;
import dev.cascade.system.ecosystem.OrderBody;
import dev.cascade.system.ecosystem.Orders;
import dev.cascade.system.ecosystem.Quiet;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ecosystem with its customers in a database, for as long as this test runs. */
@SystemTest
class CustomersFromDatabaseTest {

  private static final String EXTRA = "connect";

  private final Ecosystem ecosystem;
  private final Orders orders;
  private final MailBox bob;
  private final AtomicInteger number = new AtomicInteger();

  CustomersFromDatabaseTest(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
    this.orders = new Orders(ecosystem);
    this.bob = new MailBox(ecosystem, "bob@example.org");
  }

  @BeforeEach
  void start() {
    assertThat(ecosystem.upWith(EXTRA)).contains("customers, report-orders, report-payments run");
  }

  @AfterEach
  void stop() {
    ecosystem.upWithout(EXTRA);
    assertThat(ecosystem.status()).doesNotContain("postgres");
  }

  @Test
  void anUpdateInTheDatabaseChangesWhoGetsTheNextMail() {
    String before = confirmed();
    set("PLATINUM");
    String mailed = ordersUntil(order -> !bob.about(order).isEmpty());
    set("GOLD");
    String after = ordersUntil(order -> !isMailAskedFor(order));

    assertThat(bob.about(mailed)).hasSize(1);
    assertThat(bob.about(before)).isEmpty();
    assertThat(bob.about(after)).isEmpty();
    Awaitility.await("the report")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(ecosystem.db(reported(mailed))).contains("CONFIRMED | "));
    assertThat(ecosystem.status()).contains(EXTRA).doesNotContain("not ready");
  }

  private void set(String level) {
    assertThat(
            ecosystem.db("UPDATE customers SET level = '%s' WHERE id = 'c-bob'".formatted(level)))
        .contains("1 row(s) changed");
    Awaitility.await("the topic to say " + level)
        .atMost(Duration.ofSeconds(30))
        .until(() -> levelInTopic().equals(level));
  }

  private String levelInTopic() {
    return ecosystem.history().table(Topics.CUSTOMERS).get("c-bob").text("level");
  }

  /** What is committed to a topic is not yet read by all, so that one more order may be needed. */
  private String ordersUntil(Predicate<String> condition) {
    return Awaitility.await("an order as the new level has it")
        .pollInSameThread()
        .atMost(Duration.ofSeconds(60))
        .until(this::confirmed, condition);
  }

  private String confirmed() {
    OrderBody order =
        OrderBody.of("from-database-" + number.incrementAndGet(), "c-bob", "tea", 1, "18.20");
    orders.postUntilAccepted(order);
    assertThat(orders.settled(order.id()).field("state")).isEqualTo("CONFIRMED");
    return order.id();
  }

  private boolean isMailAskedFor(String order) {
    return Quiet.historyOf(ecosystem).byKey(Topics.PLATINUM_EMAILS).containsKey(order);
  }

  private static String reported(String order) {
    return "SELECT state, total FROM report_orders WHERE id = '%s'".formatted(order);
  }
}
