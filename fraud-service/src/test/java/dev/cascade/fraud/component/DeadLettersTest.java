package dev.cascade.fraud.component;

import static dev.cascade.fraud.TestOrders.placed;

import dev.cascade.schemas.Customer;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.CustomerSpending;
import dev.cascade.schemas.FraudReviewDecision;
import dev.cascade.schemas.FraudReviewRuling;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Verdict;
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

  @Override
  protected String deadLetterTopic() {
    return Topics.FRAUD_DEAD_LETTERS;
  }

  @Override
  protected List<String> inputTopics() {
    return List.of(Topics.CUSTOMER_ORDERS, Topics.CUSTOMERS, Topics.FRAUD_REVIEW_DECISIONS);
  }

  @Override
  protected void aGoodRecordHasItsEffect(String topic, String key) {
    try (TopicWriter writer = TestPlatform.shared().writer()) {
      switch (topic) {
        case Topics.CUSTOMER_ORDERS -> orderIsJudged(writer, key);
        case Topics.CUSTOMERS -> levelIsKnown(writer, key);
        default -> reviewIsDecided(writer, key);
      }
    }
  }

  private static void reviewIsDecided(TopicWriter writer, String key) {
    BronzeCustomer customer = BronzeCustomer.known(key, writer);
    String order = key + "-reviewed";
    customer.places(order, 150_000);
    writer.send(
        Topics.FRAUD_REVIEW_DECISIONS,
        key,
        new FraudReviewDecision(
            "d-" + order, order, key, FraudReviewRuling.APPROVE, "ann", "fine", Instant.now()));
    customer.awaitVerdict(order, Verdict.PASS);
  }

  private static void orderIsJudged(TopicWriter writer, String key) {
    writer.send(Topics.CUSTOMER_ORDERS, key, placed(key, key, 1, Instant.now()));
    try (TopicReader<OrderValidation> verdicts =
        TestPlatform.shared().reader(Topics.ORDER_VALIDATIONS, OrderValidation.class)) {
      verdicts.awaitKey(key);
    }
  }

  /** Orders show the level; the customer and the first order may meet in either order. */
  private static void levelIsKnown(TopicWriter writer, String key) {
    Customer customer =
        Customer.newBuilder().setId(key).setName("Ada").setLevel(CustomerLevel.GOLD).build();
    writer.send(Topics.CUSTOMERS, key, customer);
    try (TopicReader<CustomerSpending> spending =
        TestPlatform.shared().reader(Topics.CUSTOMER_SPENDING, CustomerSpending.class)) {
      for (int order = 0; order < 5; order++) {
        String id = key + "-" + order;
        writer.send(Topics.CUSTOMER_ORDERS, key, placed(id, key, 1, Instant.now()));
        spending.awaitRecords(order + 1, record -> key.equals(record.key()));
      }
      spending.awaitRecord(
          record -> key.equals(record.key()) && record.present().getLevel() == CustomerLevel.GOLD);
    }
  }
}
