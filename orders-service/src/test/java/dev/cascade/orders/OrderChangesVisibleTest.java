package dev.cascade.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.cascade.orders.contract.OrderRequests;
import dev.cascade.orders.domain.SomeOrders;
import dev.cascade.schemas.CustomerOrderChange;
import dev.cascade.schemas.LineChange;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderChange;
import dev.cascade.schemas.OrderLineChange;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.ReceivedRecord;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicReader;
import dev.cascade.testing.TopicWriter;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What validators read, as committed on a real broker. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
class OrderChangesVisibleTest {

  private final TestPlatform platform = TestPlatform.shared();
  private final TopicWriter writer = platform.writer();
  private final TopicReader<Order> orders = platform.reader(Topics.ORDERS, Order.class);
  private final TopicReader<OrderLineChange> lines =
      platform.reader(Topics.ORDER_LINES, OrderLineChange.class);
  private final TopicReader<CustomerOrderChange> customerOrders =
      platform.reader(Topics.CUSTOMER_ORDERS, CustomerOrderChange.class);
  private final String id = platform.freshId();

  @AfterEach
  void close() {
    writer.close();
    orders.close();
    lines.close();
    customerOrders.close();
  }

  @Test
  void anOrderItsLinesAndItsCustomersRecordComeTogetherOnceHoweverOftenItIsAskedFor() {
    post();
    post();
    writer.send(
        Topics.ORDER_REQUESTS,
        id,
        OrderRequests.cancellation(id, "r-3", Instant.now(), "changed my mind"));
    orders.awaitRecord(
        record -> id.equals(record.key()) && record.present().getState() == OrderState.CANCELLED);

    assertThat(lines.awaitRecords(4, record -> record.present().getOrderId().equals(id)))
        .extracting(ReceivedRecord::key, record -> record.present().getChange())
        .containsExactlyInAnyOrder(
            tuple("product-1", LineChange.ORDERED),
            tuple("product-2", LineChange.ORDERED),
            tuple("product-1", LineChange.ENDED),
            tuple("product-2", LineChange.ENDED));
    List<ReceivedRecord<CustomerOrderChange>> told =
        customerOrders.awaitRecords(2, record -> record.present().getOrderId().equals(id));
    assertThat(told)
        .extracting(ReceivedRecord::key, record -> record.present().getChange())
        .containsExactly(tuple("c-1", OrderChange.PLACED), tuple("c-1", OrderChange.ENDED));
  }

  private void post() {
    writer.send(
        Topics.ORDER_REQUESTS,
        id,
        OrderRequests.order(id, "r-1", Instant.now(), SomeOrders.content(2)));
  }
}
