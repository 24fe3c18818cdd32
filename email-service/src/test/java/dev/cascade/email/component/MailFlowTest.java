package dev.cascade.email.component;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.EmailOutcome;
import dev.cascade.schemas.EmailSent;
import dev.cascade.testing.PlatformResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformResource.class)
@WithTestResource(MailServerResource.class)
class MailFlowTest {

  private final Shop shop = new Shop();
  Mailbox mailbox;

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void aPlatinumCustomerIsToldOfTheOrderInTextAndHtml() throws Exception {
    String customer =
        shop.newCustomer("Zoë Łukasiewicz", "zoe@example.org", CustomerLevel.PLATINUM);

    String order = shop.order(customer);

    MimeMessage mail = mailbox.awaitMailAbout(order);
    assertThat(mail.getSubject()).isEqualTo("Your order " + order + " is confirmed");
    assertThat(mail.getAllRecipients()).hasSize(1);
    assertThat(Mailbox.header(mail, "To")).contains("zoe@example.org");
    MimeMultipart bodies = (MimeMultipart) mail.getContent();
    String text = (String) bodies.getBodyPart(0).getContent();
    String html = (String) bodies.getBodyPart(1).getContent();
    assertThat(text)
        .contains("Dear Zoë Łukasiewicz,", order, "1 x ipad at 499.00 EUR", "Total: 499.00 EUR");
    assertThat(html).contains("<strong>" + order + "</strong>", "Zoë Łukasiewicz", "499.00 EUR");
  }

  @Test
  void theOutcomeIsRecordedWithTheMailsMessageIdAndServedOverHttp() {
    String order = shop.order(shop.platinumCustomer());

    EmailSent outcome = shop.awaitOutcome(order);

    assertThat(outcome.getOutcome()).isEqualTo(EmailOutcome.SENT);
    assertThat(outcome.getMessageId())
        .isEqualTo(Mailbox.header(mailbox.awaitMailAbout(order), "Message-ID"));
    given()
        .queryParam("orderId", order)
        .queryParam("timeout", 10_000)
        .get("/v1/emails")
        .then()
        .statusCode(200)
        .body("items[0].orderId", equalTo(order))
        .body("items[0].outcome", equalTo("SENT"));
  }

  @Test
  void anotherLevelIsNotMailed() {
    String gold = shop.newCustomer("Gold", "gold@example.org", CustomerLevel.GOLD);

    String unmailed = shop.order(gold);
    String mailed = shop.order(shop.platinumCustomer());
    mailbox.awaitMailAbout(mailed);
    shop.awaitOutcome(mailed);

    assertThat(mailbox.mailsAbout(unmailed)).isEmpty();
    given()
        .queryParam("orderId", unmailed)
        .get("/v1/emails")
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(0));
  }

  @Test
  void whateverIsRepeatedOneMailIsSent() {
    String customer = shop.platinumCustomer();
    String order = shop.order(customer);
    shop.pay(order);
    shop.confirm(order, customer);
    mailbox.awaitMailAbout(order);
    shop.awaitOutcome(order);
    shop.confirm(order, customer);
    shop.pay(order);
    String later = shop.order(customer);
    shop.awaitOutcome(later);

    assertThat(mailbox.mailsAbout(order)).hasSize(1);
    assertThat(shop.outcomesOf(order)).isEqualTo(1);
  }

  @Test
  void headerInjectionAndMarkupStayText() throws Exception {
    String customer =
        shop.newCustomer(
            "Eve\r\nBcc: victim@example.org\r\n\r\n<script>alert(1)</script>",
            "eve@example.org",
            CustomerLevel.PLATINUM);

    String order = shop.order(customer);

    MimeMessage mail = mailbox.awaitMailAbout(order);
    assertThat(Mailbox.header(mail, "Bcc")).isEmpty();
    assertThat(mailbox.mailsAbout(order)).hasSize(1);
    MimeMultipart bodies = (MimeMultipart) mail.getContent();
    assertThat((String) bodies.getBodyPart(1).getContent())
        .contains("&lt;script&gt;")
        .doesNotContain("<script>");
  }

  @Test
  void anAddressThatHoldsACommandIsRefusedAndADeadLetter() {
    String customer =
        shop.newCustomer(
            "Eve", "eve@example.org>\r\nRCPT TO:<victim@example.org", CustomerLevel.PLATINUM);

    String order = shop.order(customer);

    EmailSent outcome = shop.awaitOutcome(order);
    assertThat(outcome.getOutcome()).isEqualTo(EmailOutcome.REFUSED);
    assertThat(outcome.getDetail()).isEqualTo("address holds a control character");
    try (var letters = shop.platform().rawReader("email-dead-letters")) {
      assertThat(letters.awaitKey(order).headers().get("__streams.errors.message"))
          .isEqualTo("address holds a control character");
    }
  }

  @Test
  void aCustomerWithoutAddressIsRefused() {
    String order = shop.order(shop.newCustomer("Nobody", null, CustomerLevel.PLATINUM));

    assertThat(shop.awaitOutcome(order).getDetail()).isEqualTo("address missing");
  }

  @Test
  void aCustomerWhoComesLateIsMailedThen() {
    String customer = "c-" + shop.freshId();
    String order = shop.order(customer);

    shop.customer(customer, "Late", "late@example.org", CustomerLevel.PLATINUM);

    mailbox.awaitMailAbout(order);
  }

  @Test
  void aDeletedCustomerIsNotMailedUntilTheyAreKnownAgain() throws Exception {
    String customer = shop.newCustomer("Old", "old@example.org", CustomerLevel.PLATINUM);
    shop.deleteCustomer(customer);

    String order = shop.order(customer);
    shop.awaitOutcome(shop.order(shop.platinumCustomer()));
    assertThat(mailbox.mailsAbout(order)).isEmpty();
    shop.customer(customer, "New", "new@example.org", CustomerLevel.PLATINUM);

    assertThat(mailbox.awaitMailAbout(order).getAllRecipients())
        .extracting(Object::toString)
        .singleElement()
        .asString()
        .contains("new@example.org");
  }

  @Test
  void theStatisticsCountByLevelAndHour() {
    shop.awaitOutcome(shop.order(shop.platinumCustomer()));

    given()
        .get("/v1/emails/stats")
        .then()
        .statusCode(200)
        .body("total.sent", greaterThanOrEqualTo(1))
        .body("items.find { it.period == 'total' }.level", equalTo("PLATINUM"))
        .body("items.find { it.period != 'total' }.sent", greaterThanOrEqualTo(1));
  }

  @Test
  void anOperatorSendsAMailAgainOncePerRequestId() {
    String order = shop.order(shop.platinumCustomer());
    shop.awaitOutcome(order);

    for (int i = 0; i < 3; i++) {
      resend(order, "{\"requestId\": \"op-1\", \"email\": \"new@example.org\"}")
          .then()
          .statusCode(202)
          .header("Location", endsWith("/v1/emails?orderId=" + order));
    }
    shop.awaitResend(order, "op-1");
    resend(order, "{\"requestId\": \"op-2\"}").then().statusCode(202);
    shop.awaitResend(order, "op-2");

    assertThat(mailbox.mailsAbout(order))
        .extracting(mail -> Mailbox.header(mail, "Message-ID"))
        .hasSize(3)
        .doesNotHaveDuplicates();
  }

  @Test
  void aResendWithoutRequestIdOrToNoAddressIsAProblem() {
    resend("1", "{}").then().statusCode(400).body("violations[0].field", equalTo("requestId"));
    resend("1", "{\"requestId\": \"1\", \"adress\": \"x\"}")
        .then()
        .statusCode(400)
        .body("violations[0].field", equalTo("adress"));
    resend("1", "{\"requestId\": \"1\", \"email\": \"x\\r\\ny@z\"}")
        .then()
        .statusCode(400)
        .body("violations[0].field", equalTo("email"));
  }

  private static Response resend(String order, String body) {
    return given()
        .contentType("application/json")
        .body(body)
        .post("/v1/emails/{order}/resend", order);
  }

  @Test
  void wrongQueriesAreProblems() {
    given().get("/v1/emails").then().statusCode(400).contentType("application/problem+json");
    given()
        .queryParam("orderId", "1")
        .queryParam("timeout", 30_001)
        .get("/v1/emails")
        .then()
        .statusCode(400);
    given().queryParam("hours", -1).get("/v1/emails/stats").then().statusCode(400);
  }

  @Test
  void theServiceSaysThatItIsReady() {
    shop.awaitOutcome(shop.order(shop.platinumCustomer()));

    given().get("/q/health/ready").then().statusCode(200);
    given().get("/v1/state/emails-sent-view").then().statusCode(200);
    assertThat(given().get("/q/metrics").asString())
        .contains("cascade_email_outcomes_total", "cascade_email_under_way");
    assertThat(given().get("/q/openapi").asString()).contains("/v1/emails/stats");
  }
}
