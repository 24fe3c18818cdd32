package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.Http;
import dev.cascade.system.ecosystem.OrderBody;
import dev.cascade.system.ecosystem.OrderBody.Line;
import dev.cascade.system.ecosystem.Orders;
import dev.cascade.system.ecosystem.Quiet;
import dev.cascade.system.history.Fields;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each way to fail says why, to whoever asks, and leaves nothing reserved. */
@SystemTest
class WaysToFailTest {

  private final Ecosystem ecosystem;
  private final Orders orders;

  WaysToFailTest(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
    this.orders = new Orders(ecosystem);
  }

  @Test
  void outOfStock() {
    OrderBody order =
        new OrderBody(
            "fail-stock",
            "c-bob",
            List.of(new Line("umbrella", 1, "35.00"), new Line("unicorn", 1, "19.99")));

    failsBecauseOf(order, "inventory");
  }

  @Test
  void overTheFraudLimit() {
    failsBecauseOf(OrderBody.of("fail-fraud", "c-carol", "ipad", 5, "499.00"), "fraud");
  }

  @Test
  void aPriceThatIsNotTheListPrice() {
    failsBecauseOf(OrderBody.of("fail-price", "c-bob", "book", 1, "1.00"), "order-details");
  }

  @Test
  void anUnknownProduct() {
    failsBecauseOf(OrderBody.of("fail-product", "c-bob", "no-such", 1, "1.00"), "inventory");
  }

  @Test
  void noFunds() {
    failsBecauseOf(OrderBody.of("fail-funds", "c-eve", "tea", 1, "18.20"), "payment");
  }

  @Test
  void everyReasonIsNamed() {
    OrderBody order =
        new OrderBody("fail-all", "c-dave", List.of(new Line("unicorn", 200, "20.00")));

    failsBecauseOf(order, "order-details");
    assertThat(orders.get(order.id()).body().path("reasons"))
        .extracting(reason -> reason.path("source").asText())
        .contains("order-details");
  }

  private void failsBecauseOf(OrderBody order, String source) {
    assertThat(orders.post(order).status()).isEqualTo(201);
    Http.Answer failed = orders.settled(order.id());

    assertThat(failed.field("state")).isEqualTo("FAILED");
    assertThat(failed.body().path("reasons")).anySatisfy(reason -> isReadable(reason, source));
    holdsNothing(order);
  }

  private static void isReadable(JsonNode reason, String source) {
    assertThat(reason.path("source").asText()).isEqualTo(source);
    assertThat(reason.path("code").asText()).matches("[a-z][a-z-]+");
    assertThat(reason.path("detail").asText()).contains(" ").hasSizeGreaterThan(10);
  }

  /** The checker compares with what open orders hold; what it allows them is theirs alone. */
  private void holdsNothing(OrderBody order) {
    var history = Quiet.historyOf(ecosystem);
    var levels = history.table(Topics.STOCK_LEVELS);
    boolean othersOrdered =
        history.table(Topics.ORDERS).values().stream()
            .filter(other -> !other.text("state").equals("FAILED"))
            .flatMap(other -> other.list("lines").stream())
            .anyMatch(line -> line.text("productId").equals(order.lines().getFirst().productId()));
    Fields level = levels.get(order.lines().getFirst().productId());
    assertThat(level == null || othersOrdered || level.number("reserved") == 0).isTrue();
  }
}
