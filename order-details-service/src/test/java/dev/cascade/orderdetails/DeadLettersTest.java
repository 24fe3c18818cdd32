package dev.cascade.orderdetails;

import static dev.cascade.orderdetails.TestOrders.created;
import static dev.cascade.orderdetails.TestOrders.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.orderdetails.catalogue.ProductCatalogue;
import dev.cascade.schemas.Money;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Product;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.DeadLetterContract;
import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicReader;
import dev.cascade.testing.TopicWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.awaitility.Awaitility;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class DeadLettersTest extends DeadLetterContract {

  @Inject ProductCatalogue catalogue;

  @Override
  protected String deadLetterTopic() {
    return Topics.ORDER_DETAILS_DEAD_LETTERS;
  }

  @Override
  protected List<String> inputTopics() {
    return List.of(Topics.ORDERS, Topics.PRODUCTS);
  }

  @Override
  protected void aGoodRecordHasItsEffect(String topic, String key) {
    try (TopicWriter writer = TestPlatform.shared().writer()) {
      if (topic.equals(Topics.ORDERS)) {
        orderIsJudged(writer, key);
      } else {
        productIsListed(writer, key);
      }
    }
  }

  private static void orderIsJudged(TopicWriter writer, String key) {
    writer.send(Topics.ORDERS, key, created(key, line(1, "jumpers", 1, 1)));
    try (TopicReader<OrderValidation> verdicts =
        TestPlatform.shared().reader(Topics.ORDER_VALIDATIONS, OrderValidation.class)) {
      verdicts.awaitKey(key);
    }
  }

  private void productIsListed(TopicWriter writer, String key) {
    writer.send(Topics.PRODUCTS, key, new Product(key, "thing", new Money(5L, "EUR")));
    Awaitility.await().untilAsserted(() -> assertThat(catalogue.of(key)).isPresent());
  }
}
