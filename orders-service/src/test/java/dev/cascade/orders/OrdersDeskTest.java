package dev.cascade.orders;

import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.DeskContract;
import dev.cascade.testing.PlatformResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

@QuarkusTest
@WithTestResource(PlatformResource.class)
class OrdersDeskTest extends DeskContract {

  @Override
  protected String baseUrl() {
    return "http://localhost:" + RestAssured.port;
  }

  @Override
  protected String deadLetterTopic() {
    return Topics.ORDERS_DEAD_LETTERS;
  }

  @Override
  protected String inputTopic() {
    return Topics.ORDER_REQUESTS;
  }
}
