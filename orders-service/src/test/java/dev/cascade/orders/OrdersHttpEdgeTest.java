package dev.cascade.orders;

import dev.cascade.testing.HttpEdgeContract;
import dev.cascade.testing.PlatformResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

@QuarkusTest
@WithTestResource(PlatformResource.class)
class OrdersHttpEdgeTest extends HttpEdgeContract {

  @Override
  protected String baseUrl() {
    return "http://localhost:" + RestAssured.port;
  }
}
