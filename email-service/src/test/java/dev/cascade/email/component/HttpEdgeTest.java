package dev.cascade.email.component;

import dev.cascade.testing.HttpEdgeContract;
import dev.cascade.testing.PlatformResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

@QuarkusTest
@WithTestResource(PlatformResource.class)
@WithTestResource(MailServerResource.class)
class HttpEdgeTest extends HttpEdgeContract {

  @Override
  protected String baseUrl() {
    return "http://localhost:" + RestAssured.port;
  }
}
