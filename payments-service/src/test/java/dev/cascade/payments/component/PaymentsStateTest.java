package dev.cascade.payments.component;

import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.StateContract;
import dev.cascade.testing.TestPlatform;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class PaymentsStateTest extends StateContract {

  private final Api api = new Api();

  @BeforeEach
  void awaitReady() {
    api.awaitReady();
  }

  @Override
  protected String baseUrl() {
    return "http://localhost:" + RestAssured.port;
  }

  @Override
  protected String store() {
    return "accounts-view";
  }

  @Override
  protected List<String> freshKeys() {
    String id = TestPlatform.shared().freshId();
    List<String> keys = List.of("state-1-" + id, "state-2-" + id, "state-3-" + id);
    keys.forEach(key -> api.open(key, "0.00"));
    return keys;
  }
}
