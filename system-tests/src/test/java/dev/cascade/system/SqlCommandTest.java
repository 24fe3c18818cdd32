package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.EndedProcess;
import dev.cascade.system.ecosystem.OrderBody;
import dev.cascade.system.ecosystem.Orders;
import org.junit.jupiter.api.Test;

/** {@code ./cascade sql} on what runs: found by its home, every topic of the catalogue a table. */
@SystemTest
class SqlCommandTest {

  private final Ecosystem ecosystem;
  private final Orders orders;

  SqlCommandTest(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
    this.orders = new Orders(ecosystem);
  }

  @Test
  void anOrderAndItsPaymentAreARow() {
    assertThat(orders.post(OrderBody.of("by-sql", "c-bob", "umbrella", 1, "35.00")).status())
        .isEqualTo(201);
    assertThat(orders.settled("by-sql").field("state")).isEqualTo("CONFIRMED");

    EndedProcess ended =
        ecosystem.sql(
            "--once",
            "-e",
            """
            SELECT o.id, o.state, o.total.minorUnits AS total, p.outcome, c.level, c.name
            FROM orders o
            JOIN order_payments p ON p.orderId = o.id
            JOIN customers c ON c.id = o.customerId
            WHERE o.id = 'by-sql'
            """);

    assertThat(ended.exitCode()).as(ended.output()).isZero();
    assertThat(ended.output())
        .containsPattern("id +state +total +outcome +level +name")
        .containsPattern("by-sql +CONFIRMED +3500 +PAID +GOLD +[*]{3}")
        .endsWith("1 row\n");
  }
}
