package dev.cascade.testing.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every service does when it asks who calls: a stranger learns nothing, a flawed token is no
 * token, and a role opens its own routes only, whichever they are.
 *
 * <p>A service inherits this in a {@code @QuarkusTest} class whose profile has {@link
 * TokenMint#configuration()}.
 */
public abstract class IdentityContract {

  private static final String REPLAY = "/v1/dead-letters/replay";

  private final TokenMint mint = TokenMint.shared();

  /** Where the service under test listens. */
  protected abstract String baseUrl();

  private TokenRequests as(String token) {
    return new TokenRequests(baseUrl(), token);
  }

  @Test
  void aStrangerLearnsNothing() {
    for (String path : List.of("/v1/lineage", "/v1/identity", "/v1/nothing", "/", "/favicon.ico")) {
      assertRefused(as("").send("GET", path), "Send a token");
    }
    assertRefused(as("").send("POST", REPLAY), "Send a token");
  }

  @ParameterizedTest
  @EnumSource
  void aFlawedTokenIsNoToken(Flaw flaw) {
    String token = mint.token(flaw);

    HttpResponse<String> answer = as(token).send("POST", REPLAY);

    assertRefused(answer, "The token is not accepted.");
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
        .contains("error=\"invalid_token\"");
    assertThat(answer.body()).doesNotContain(token);
  }

  @Test
  void twoTokensAreNone() {
    HttpResponse<String> answer =
        as(mint.token("boss", "operator")).sendAlsoWith(mint.token("other", "operator"));

    assertRefused(answer, "The token is not accepted.");
  }

  @Test
  void aGoodTokenIsTakenForWhoItIs() {
    HttpResponse<String> answer = as(mint.token("ann", "auditor")).send("GET", "/v1/identity");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("\"subject\":\"ann\"", "\"auditor\"", "\"required\":true");
  }

  @Test
  void healthAndMetricsAreOpen() {
    assertThat(as("").send("GET", "/q/health/live").statusCode()).isEqualTo(200);
    assertThat(as("").send("GET", "/q/metrics").statusCode()).isEqualTo(200);
  }

  @Test
  void aPathThatPretendsToBeOpenIsNot() {
    for (String path :
        List.of("/q/../v1/lineage", "/q/%2e%2e/v1/lineage", "//v1/lineage", "/v1//lineage")) {
      assertThat(as("").send("GET", path).statusCode()).as(path).isIn(400, 401, 404);
    }
  }

  @Test
  void whoHasNoRoleMayNothing() {
    TokenRequests nobody = as(mint.token("c-nobody", "stranger"));
    for (Route route : Route.all()) {
      if (!route.path().equals("/v1/identity")) {
        assertForbidden(nobody, route);
      }
    }
  }

  @Test
  void anAuditorMayReadEverythingAndChangeNothing() {
    TokenRequests auditor = as(mint.token("ann", "auditor"));
    for (Route route : Route.all()) {
      if (route.method().equals("GET")) {
        int status = auditor.send(route.method(), route.example()).statusCode();
        assertThat(status).as(route.toString()).isNotIn(401, 403, 500);
      } else {
        assertForbidden(auditor, route);
      }
    }
  }

  private static void assertForbidden(TokenRequests caller, Route route) {
    HttpResponse<String> answer = caller.send(route.method(), route.example());
    assertThat(answer.statusCode()).as(route + " " + answer.body()).isEqualTo(403);
    assertThat(answer.body()).as(route.toString()).contains("one of the roles");
    assertThat(contentType(answer)).contains("application/problem+json");
  }

  private static void assertRefused(HttpResponse<String> answer, String why) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
    assertThat(answer.body()).contains(why, "\"status\":401");
    assertThat(contentType(answer)).contains("application/problem+json");
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer ");
  }

  private static String contentType(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Type").orElse("");
  }
}
