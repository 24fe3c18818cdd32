package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.system.ecosystem.HomeEcosystem;
import dev.cascade.system.ecosystem.MailBox;
import dev.cascade.system.ecosystem.OrderBody;
import dev.cascade.system.ecosystem.Orders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An ecosystem of its own: a mail stays right when its customer's level changes after it. */
class CustomersFromDatabaseTest {

  private static final String EXTRA = "connect";

  private static HomeEcosystem ecosystem;

  private final Orders orders = new Orders(ecosystem);
  private final MailBox bob = new MailBox(ecosystem, "bob@example.org");

  /** No number is the beginning of another: a mail is found by the order's id in its text. */
  private final AtomicInteger number = new AtomicInteger(100);

  @BeforeAll
  static void start() {
    ecosystem = HomeEcosystem.startWith(EXTRA);
  }

  @AfterAll
  static void stop() {
    ecosystem.close();
  }

  @Test
  void anUpdateInTheDatabaseChangesWhoGetsTheNextMail() {
    assertThat(ecosystem.saidAtStart()).contains("customers, report-orders, report-payments run");
    String before = confirmed();
    set("PLATINUM");
    String mailed = ordersUntilOneIsMailed();

    assertThat(bob.about(mailed)).hasSize(1);
    assertThat(bob.about(before)).isEmpty();
    Awaitility.await("the report")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(ecosystem.db(reported(mailed))).contains("CONFIRMED | "));
    ecosystem.upWithout(EXTRA);
    assertThat(ecosystem.status()).doesNotContain("postgres");
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

  /**
   * One of the orders that are placed, one a second, until there is a mail about any of them: what
   * is committed to a topic is not yet read by all, and a mail comes after its order is confirmed.
   * So many at most that their value stays below fraud's limit.
   */
  private String ordersUntilOneIsMailed() {
    List<String> placed = new ArrayList<>();
    return Awaitility.await("a mail about an order as the new level has it")
        .pollInSameThread()
        .pollInterval(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              placed.add(confirmed());
              return placed.stream().filter(order -> !bob.about(order).isEmpty()).findFirst();
            },
            Optional::isPresent)
        .orElseThrow();
  }

  private String confirmed() {
    OrderBody order =
        OrderBody.of("from-database-" + number.incrementAndGet(), "c-bob", "tea", 1, "18.20");
    orders.postUntilAccepted(order);
    assertThat(orders.settled(order.id()).field("state")).isEqualTo("CONFIRMED");
    return order.id();
  }

  private static String reported(String order) {
    return "SELECT state, total FROM report_orders WHERE id = '%s'".formatted(order);
  }
}
