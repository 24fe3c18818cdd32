package dev.cascade.email.component;

import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.identity.IdentityContract;
import dev.cascade.testing.identity.TokenMint;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.util.Map;

/** The service asks who calls. */
@QuarkusTest
@TestProfile(IdentityTest.Asked.class)
@WithTestResource(PlatformResource.class)
class IdentityTest extends IdentityContract {

  /** Tokens are asked for. */
  public static final class Asked implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return TokenMint.shared().configuration();
    }
  }

  @Override
  protected String baseUrl() {
    return "http://localhost:" + RestAssured.port;
  }
}
