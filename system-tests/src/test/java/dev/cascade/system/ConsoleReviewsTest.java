package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.cascade.system.browser.Chromium;
import dev.cascade.system.browser.ConsoleVisitor;
import dev.cascade.system.ecosystem.Accounts;
import dev.cascade.system.ecosystem.HomeEcosystem;
import dev.cascade.system.ecosystem.OrderBody;
import dev.cascade.system.ecosystem.Orders;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person finds the orders that wait for him, and decides. */
@SystemTest
class ConsoleReviewsTest {

  private static final String CUSTOMER = "c-console-reviewed";

  private final HomeEcosystem ecosystem;
  private final Orders orders;

  ConsoleReviewsTest(HomeEcosystem ecosystem) {
    this.ecosystem = ecosystem;
    this.orders = new Orders(ecosystem);
  }

  @BeforeEach
  void letPeopleDecide() {
    ecosystem.kill("fraud");
    ecosystem.upWith(Map.of("CASCADE_FRAUD_REVIEW_FROM", "0.4"));
    new Accounts(ecosystem).open(CUSTOMER, "5000.00");
  }

  @AfterEach
  void letFraudDecide() {
    ecosystem.kill("fraud");
    ecosystem.up();
    ecosystem.awaitTakenOver("fraud", "/v1/fraud/reviews");
  }

  @Test
  void whatIsApprovedIsPaidAndWhatIsDeclinedSaysWhy() {
    try (Chromium chromium = Chromium.start();
        ConsoleVisitor visitor = chromium.visit(ecosystem, 1280, ColorScheme.LIGHT)) {
      visitor.open("reviews");
      orders.postUntilAccepted(OrderBody.of("console-approved", CUSTOMER, "tea", 50, "18.20"));
      orders.postUntilAccepted(OrderBody.of("console-declined", CUSTOMER, "tea", 51, "18.20"));
      visitor.row("console-declined").waitFor();
      visitor.picture("reviews-open");

      visitor.open("orders/console-approved");
      visitor.at("#waits-for a[href^='#/reviews/']").click();
      decide(visitor, "Approve", "known for years");
      visitor.sees("#review-act", "APPROVED by ann");
      visitor.row("console-declined").getByRole(AriaRole.LINK).click();
      decide(visitor, "Decline", "nobody drinks so much tea");
      visitor.sees("#review-act", "DECLINED by ann");
      visitor.sees("#no-reviews", "No order waits for a person.");
      visitor.picture("review-declined");

      assertThat(orders.settled("console-approved").field("state")).isEqualTo("CONFIRMED");
      assertThat(orders.settled("console-declined").field("state")).isEqualTo("FAILED");
      visitor.open("orders/console-declined");
      visitor.sees("#reasons", "nobody drinks so much tea");
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  private static void decide(ConsoleVisitor visitor, String ruling, String why) {
    visitor.press(ruling + "…");
    Locator question = visitor.at("dialog");
    visitor.fill(question, "Your name", "ann");
    visitor.fill(question, "Why", why);
    visitor.agree(ruling);
  }
}
