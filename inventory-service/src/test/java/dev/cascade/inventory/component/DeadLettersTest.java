package dev.cascade.inventory.component;

import static io.restassured.RestAssured.given;

import dev.cascade.inventory.Products;
import dev.cascade.inventory.TestOrder;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.StockLevel;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.DeadLetterContract;
import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicReader;
import dev.cascade.testing.TopicWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class DeadLettersTest extends DeadLetterContract {

  private final TestPlatform platform = TestPlatform.shared();

  @Override
  protected String deadLetterTopic() {
    return Topics.INVENTORY_DEAD_LETTERS;
  }

  @Override
  protected List<String> inputTopics() {
    return List.of(
        Topics.ORDER_LINES, Topics.PRODUCTS, Topics.STOCK_ADJUSTMENTS, Topics.STOCK_LEVELS);
  }

  @Override
  protected void aGoodRecordHasItsEffect(String topic, String key) {
    Instant now = Instant.now();
    try (TopicWriter writer = platform.writer()) {
      switch (topic) {
        case Topics.ORDER_LINES -> {
          TestOrder order = TestOrder.of(key, now, TestOrder.line(1, key, 1));
          writer.send(topic, key, order.ordered().getFirst());
          awaitVerdict(key);
        }
        case Topics.PRODUCTS -> {
          writer.send(topic, key, Products.product(key));
          awaitLevel(key);
          awaitOverHttp("/v1/products/" + key);
        }
        case Topics.STOCK_ADJUSTMENTS -> {
          writer.send(topic, key, Products.adjustment(key, "a-1", 1, now));
          awaitLevel(key);
        }
        case Topics.STOCK_LEVELS -> {
          writer.send(topic, key, level(key, now));
          awaitOverHttp("/v1/stock/" + key);
        }
        default -> throw new IllegalArgumentException(topic);
      }
    }
  }

  private void awaitVerdict(String orderId) {
    try (TopicReader<OrderValidation> verdicts =
        platform.reader(Topics.ORDER_VALIDATIONS, OrderValidation.class)) {
      verdicts.awaitKey(orderId);
    }
  }

  private void awaitLevel(String productId) {
    try (TopicReader<byte[]> levels = platform.rawReader(Topics.STOCK_LEVELS)) {
      levels.awaitKey(productId);
    }
  }

  private static void awaitOverHttp(String path) {
    given().queryParam("timeout", 20_000).get(path).then().statusCode(200);
  }

  private static StockLevel level(String productId, Instant now) {
    return StockLevel.newBuilder()
        .setProductId(productId)
        .setOnHand(3)
        .setReserved(1)
        .setVersion(1)
        .setUpdatedAt(now)
        .build();
  }
}
