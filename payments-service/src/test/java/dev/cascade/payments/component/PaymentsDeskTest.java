package dev.cascade.payments.component;

import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.DeskContract;
import dev.cascade.testing.PlatformResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class PaymentsDeskTest extends DeskContract {

  @Override
  protected String baseUrl() {
    return "http://localhost:" + RestAssured.port;
  }

  @Override
  protected String deadLetterTopic() {
    return Topics.PAYMENTS_DEAD_LETTERS;
  }

  @Override
  protected String inputTopic() {
    return Topics.PAYMENTS_INCOMING;
  }
}
