package dev.cascade.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.orders.contract.OrderRequests;
import dev.cascade.orders.domain.SomeOrders;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderPaymentOutcome;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.DeadLetterContract;
import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicReader;
import dev.cascade.testing.TopicWriter;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;

@QuarkusTest
@WithTestResource(PlatformResource.class)
class OrdersDeadLettersTest extends DeadLetterContract {

  private final TestPlatform platform = TestPlatform.shared();

  @Override
  protected String deadLetterTopic() {
    return Topics.ORDERS_DEAD_LETTERS;
  }

  @Override
  protected List<String> inputTopics() {
    return List.of(Topics.ORDER_REQUESTS, Topics.ORDER_VALIDATIONS, Topics.ORDER_PAYMENTS);
  }

  /** An order with that key goes all the way, for which each of the topics is read. */
  @Override
  protected void aGoodRecordHasItsEffect(String topic, String key) {
    try (TopicWriter writer = platform.writer();
        TopicReader<Order> orders = platform.reader(Topics.ORDERS, Order.class)) {
      writer.send(
          Topics.ORDER_REQUESTS,
          key,
          OrderRequests.order(key, "r-1", Instant.now(), SomeOrders.content(1)));
      OrdersWithoutOthers others = new OrdersWithoutOthers(writer);
      awaitState(orders, key, OrderState.CREATED);
      others.allPass(key);
      awaitState(orders, key, OrderState.VALIDATED);
      others.payment(key, OrderPaymentOutcome.PAID);
      awaitState(orders, key, OrderState.CONFIRMED);
    }
  }

  private static void awaitState(TopicReader<Order> orders, String key, OrderState state) {
    assertThat(
            orders.awaitRecord(record ->
                key.equals(record.key())
                    && record.value() != null
                    && record.value().getState() == state))
        .isNotNull();
  }
}
