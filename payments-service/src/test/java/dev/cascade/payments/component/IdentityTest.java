package dev.cascade.payments.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.identity.IdentityContract;
import dev.cascade.testing.identity.TokenMint;
import dev.cascade.testing.identity.TokenRequests;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose money somebody sees and moves, when the service asks who calls. */
@QuarkusTest
@TestProfile(IdentityTest.Asked.class)
@WithTestResource(PlatformResource.class)
class IdentityTest extends IdentityContract {

  private final TokenMint mint = TokenMint.shared();
  private final String fresh = TestPlatform.shared().freshId();
  private final String alice = "alice-" + fresh;
  private final String bob = "bob-" + fresh;
  private final String carol = "carol-" + fresh;

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

  @BeforeEach
  void openAccounts() {
    new Api().awaitRunning();
    for (String house : List.of("world", "merchant")) {
      HttpResponse<String> there =
          as("boss", "operator").send("GET", "/v1/accounts/" + house + "?timeout=20000");
      assertThat(there.statusCode()).as(there.body()).isEqualTo(200);
    }
    for (String customer : List.of(alice, bob, carol)) {
      HttpResponse<String> answer =
          customer(customer).send("POST", "/v1/accounts", account(customer, "0.00"));
      assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    }
  }

  private TokenRequests customer(String id) {
    return as(id, "customer");
  }

  private TokenRequests as(String subject, String role) {
    return new TokenRequests(baseUrl(), mint.token(subject, role));
  }

  private static String account(String id, String limit) {
    return "{\"id\":\"%s\",\"currency\":\"EUR\",\"overdraftLimit\":\"%s\"}".formatted(id, limit);
  }

  private static HttpResponse<String> pay(
      TokenRequests caller, String id, String debtor, String creditor, String amount) {
    return caller.send(
        "POST",
        "/v1/payments",
        "{\"id\":\"%s\",\"debtorAccount\":\"%s\",\"creditorAccount\":\"%s\",\"amount\":\"%s\",\"currency\":\"EUR\"}"
            .formatted(id, debtor, creditor, amount));
  }

  /** Money of the world for somebody, as an operator brings it in. */
  private String paidIn(String customer) {
    String id = "in-%c-%s".formatted(customer.charAt(0), fresh);
    assertThat(pay(as("boss", "operator"), id, "world", customer, "50.00").statusCode())
        .isEqualTo(202);
    HttpResponse<String> ended =
        customer(customer).send("GET", "/v1/payments/" + id + "/completed?timeout=20000");
    assertThat(ended.statusCode()).as(ended.body()).isEqualTo(200);
    return id;
  }

  @Test
  void aCustomerPaysFromHisAccountOnly() {
    paidIn(alice);

    assertThat(pay(customer(bob), "theft-" + fresh, alice, bob, "50.00").statusCode())
        .isEqualTo(403);
    assertThat(pay(customer(bob), "print-" + fresh, "world", bob, "50.00").statusCode())
        .isEqualTo(403);
    assertThat(pay(customer("world"), "house-" + fresh, "world", bob, "50.00").statusCode())
        .isEqualTo(403);
    assertThat(pay(customer(alice), "gift-" + fresh, alice, bob, "50.00").statusCode())
        .isEqualTo(202);
  }

  @Test
  void bothWhomItConcernsSeeAPaymentAndForOthersThereIsNone() {
    paidIn(alice);
    String id = "seen-" + fresh;
    assertThat(pay(customer(alice), id, alice, bob, "1.00").statusCode()).isEqualTo(202);

    for (String path : List.of("/completed", "", "/timeline")) {
      for (String customer : List.of(alice, bob)) {
        HttpResponse<String> seen =
            customer(customer).send("GET", "/v1/payments/" + id + path + "?timeout=20000");
        assertThat(seen.statusCode()).as(seen.body()).isEqualTo(200);
      }
      HttpResponse<String> none =
          customer(carol).send("GET", "/v1/payments/nix-" + id + path + "?timeout=50");
      HttpResponse<String> hidden =
          customer(carol).send("GET", "/v1/payments/" + id + path + "?timeout=50");
      assertThat(hidden.statusCode()).as(path + hidden.body()).isEqualTo(404);
      assertThat(hidden.body()).isEqualTo(none.body().replace("nix-", ""));
    }
  }

  @Test
  void heWaitsForAnothersPaymentAsLongAsForNone() {
    String id = paidIn(alice);
    long before = System.nanoTime();

    assertThat(customer(carol).send("GET", "/v1/payments/" + id + "?timeout=700").statusCode())
        .isEqualTo(404);
    assertThat(System.nanoTime() - before).isGreaterThan(700_000_000L);
  }

  @Test
  void anIdThatAnothersPaymentHasIsTaken() {
    String id = paidIn(alice);
    paidIn(carol);

    HttpResponse<String> answer = pay(customer(carol), id, carol, bob, "1.00");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).doesNotContain(alice, "50.00");
  }

  @Test
  void anAccountIsItsCustomers() {
    paidIn(alice);
    for (String path : List.of("", "/statement", "?at=2100-01-01T00:00:00Z")) {
      Awaitility.await(path)
          .untilAsserted(() -> {
            HttpResponse<String> own = customer(alice).send("GET", "/v1/accounts/" + alice + path);
            assertThat(own.statusCode()).as(path + own.body()).isEqualTo(200);
          });
      HttpResponse<String> others = customer(bob).send("GET", "/v1/accounts/" + alice + path);
      assertThat(others.statusCode()).as(path + others.body()).isEqualTo(404);
    }
    String list = customer(alice).send("GET", "/v1/accounts?limit=1000").body();
    assertThat(list).contains(alice).doesNotContain(bob, "world");
    String part =
        customer(bob)
            .with("Cascade-Partitions", "0,1")
            .send("GET", "/v1/accounts?limit=1000")
            .body();
    assertThat(part).doesNotContain(alice, "world");
  }

  @Test
  void aCustomerOpensHisOwnAccountAndGivesHimselfNoCredit() {
    String dave = "dave-" + fresh;

    assertThat(customer(alice).send("POST", "/v1/accounts", account(dave, "0.00")).statusCode())
        .isEqualTo(403);
    assertThat(customer(dave).send("POST", "/v1/accounts", account(dave, "1000.00")).statusCode())
        .isEqualTo(403);
    assertThat(customer(alice).send("POST", "/v1/accounts/" + alice + "/close").statusCode())
        .isEqualTo(403);
  }

  @Test
  void whoReceivesGivesBackAndWhoPaidDoesNotTake() {
    String id = paidIn(alice);

    assertThat(customer(alice).send("POST", "/v1/payments/" + id + "/refunds").statusCode())
        .isEqualTo(403);
    assertThat(as("shop", "merchant").send("POST", "/v1/payments/" + id + "/refunds").statusCode())
        .isEqualTo(202);
  }
}
