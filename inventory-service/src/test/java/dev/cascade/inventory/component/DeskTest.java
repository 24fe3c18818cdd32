package dev.cascade.inventory.component;

import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.DeskContract;
import dev.cascade.testing.PlatformResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class DeskTest extends DeskContract {

  @Override
  protected String baseUrl() {
    return "http://localhost:" + RestAssured.port;
  }

  @Override
  protected String deadLetterTopic() {
    return Topics.INVENTORY_DEAD_LETTERS;
  }

  @Override
  protected String inputTopic() {
    return Topics.STOCK_ADJUSTMENTS;
  }
}
