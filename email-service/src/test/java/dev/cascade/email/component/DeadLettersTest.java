package dev.cascade.email.component;

import dev.cascade.email.topology.Wire;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.EmailResendRequested;
import dev.cascade.schemas.OrderPaymentOutcome;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.DeadLetterContract;
import dev.cascade.testing.PlatformResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;

@QuarkusTest
@WithTestResource(PlatformResource.class)
@WithTestResource(MailServerResource.class)
class DeadLettersTest extends DeadLetterContract {

  @Override
  protected String deadLetterTopic() {
    return Topics.EMAIL_DEAD_LETTERS;
  }

  @Override
  protected List<String> inputTopics() {
    return List.of(
        Topics.ORDERS,
        Topics.ORDER_PAYMENTS,
        Topics.CUSTOMERS,
        Topics.PLATINUM_EMAILS,
        Topics.EMAIL_RESENDS);
  }

  @Override
  protected void aGoodRecordHasItsEffect(String topic, String key) {
    try (Shop shop = new Shop()) {
      switch (topic) {
        case Topics.ORDERS, Topics.ORDER_PAYMENTS -> {
          shop.pay(key);
          shop.confirm(key, shop.platinumCustomer());
        }
        case Topics.CUSTOMERS -> {
          shop.writer()
              .send(topic, key, Wire.customer(key, "K", "k@example.org", CustomerLevel.PLATINUM));
          shop.writer()
              .send(
                  Topics.ORDERS,
                  key,
                  Wire.order(key, key, OrderState.CONFIRMED, OrderState.VALIDATED));
          shop.writer()
              .send(Topics.ORDER_PAYMENTS, key, Wire.payment(key, OrderPaymentOutcome.PAID));
        }
        case Topics.EMAIL_RESENDS -> {
          shop.writer().send(Topics.PLATINUM_EMAILS, key, Wire.request(key, "K", "k@example.org"));
          shop.awaitOutcome(key);
          shop.writer().send(topic, key, new EmailResendRequested(key, "op", null, Instant.now()));
          shop.awaitResend(key, "op");
        }
        default -> shop.writer().send(topic, key, Wire.request(key, "K", "k@example.org"));
      }
      shop.awaitOutcome(key);
    }
  }
}
