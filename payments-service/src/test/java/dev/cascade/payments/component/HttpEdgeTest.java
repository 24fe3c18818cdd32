package dev.cascade.payments.component;

import dev.cascade.testing.HttpEdgeContract;
import dev.cascade.testing.PlatformResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class HttpEdgeTest extends HttpEdgeContract {

  @Override
  protected String baseUrl() {
    return "http://localhost:" + RestAssured.port;
  }
}
