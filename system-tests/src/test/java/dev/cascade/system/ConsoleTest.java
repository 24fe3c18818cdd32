package dev.cascade.system;

import static com.microsoft.playwright.options.WaitForSelectorState.DETACHED;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.cascade.system.browser.Chromium;
import dev.cascade.system.browser.ConsoleVisitor;
import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.Http;
import dev.cascade.system.ecosystem.OrderBody;
import dev.cascade.system.ecosystem.Orders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A person who has only the browser: is it healthy, where is an order, why did one fail, what is
 * stuck, and how is it freed.
 */
@SystemTest
class ConsoleTest {

  private static final int WIDE = 1280;

  private static Chromium chromium;

  private final Ecosystem ecosystem;
  private final Orders orders;
  private ConsoleVisitor visitor;

  ConsoleTest(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
    this.orders = new Orders(ecosystem);
  }

  @BeforeAll
  static void startBrowser() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void endBrowser() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void visit() {
    visitor = chromium.visit(ecosystem, WIDE, ColorScheme.LIGHT);
  }

  @AfterEach
  void leave() {
    visitor.picture("last-of-a-test");
    assertThat(visitor.complaints()).as("what broke in the browser").isEmpty();
    visitor.close();
  }

  @Test
  void anOrderPlacedThroughTheFormIsSeenConfirmed() {
    visitor.open("orders");
    Locator form = visitor.at("#place");
    visitor.fill(form, "Order id", "console-placed");
    visitor.fill(form, "Customer", "c-alice");
    visitor.fill(form, "Product", "book");
    visitor.fill(form, "Quantity", "2");
    visitor.fill(form, "Unit price", "24.50");
    visitor.press("Place the order");

    visitor.sees("h1", "console-placed");
    visitor.sees("[aria-labelledby=where-title]", "CONFIRMED");
    visitor.sees("#verdicts", "fraud");
    visitor.sees("[aria-labelledby=mails-title]", "SENT");
    assertThat(orders.settled("console-placed").field("state")).isEqualTo("CONFIRMED");
  }

  @Test
  void aFormThatBreaksRulesNamesEachOfThemBesideItsField() {
    visitor.open("orders");
    visitor.fill(visitor.at("#place"), "Product", "book");
    visitor.fill(visitor.at("#place"), "Quantity", "0");
    visitor.press("Place the order");

    visitor.sees("#place [role=alert]", "customerId");
    visitor.sees("#line-0-quantity", "aria-invalid", "true");
    visitor.sees("h1", "Orders");
  }

  @Test
  void anOrderThatFailedSaysWhy() {
    orders.postUntilAccepted(OrderBody.of("console-poor", "c-eve", "book", 1, "24.50"));

    visitor.open("orders/console-poor");

    visitor.sees("[aria-labelledby=where-title]", "FAILED");
    visitor.sees("#reasons", "The debtor's account has too little available.");
    visitor.sees("#reasons", "no-funds");
  }

  @Test
  void anOrderThatIsNotKnownIsSaidToBeNowhere() {
    visitor.open("orders/console-nobody");

    visitor.sees("#unknown-order", "No order with the id console-nobody is known.");
  }

  @Test
  void aConfirmedOrderIsShippedAndAnotherCancelled() {
    orders.postUntilAccepted(OrderBody.of("console-shipped", "c-bob", "book", 1, "24.50"));
    orders.postUntilAccepted(OrderBody.of("console-unwanted", "c-bob", "book", 1, "24.50"));
    orders.settled("console-shipped");
    orders.settled("console-unwanted");

    visitor.open("orders/console-shipped");
    visitor.press("Ship…");
    visitor.agree("Ship it");
    visitor.sees("[aria-labelledby=where-title]", "SHIPPED");
    visitor.open("orders/console-unwanted");
    visitor.press("Cancel…");
    visitor.agree("Cancel it");

    visitor.sees("[aria-labelledby=where-title]", "CANCELLED");
  }

  @Test
  void pausedPaymentsHoldAnOrderWhichSaysHowItIsFreed() {
    try {
      visitor.open("control");
      visitor.press("Pause…");
      visitor.agree("Pause");
      visitor.sees("#gate-mode", "Paused");
      visitor.sees("#gate-obeyed", "Every instance obeys.");
      visitor.sees("[data-instance][data-live=true]", "PAUSED");
      visitor.sees("#wellbeing", "payments are paused");

      orders.postUntilAccepted(OrderBody.of("console-held", "c-bob", "book", 1, "24.50"));
      visitor.open("orders/console-held");
      visitor.sees("[aria-labelledby=where-title]", "VALIDATED");
      visitor.sees("#waits-for", "the payment gate is closed");

      visitor.at("#waits-for a").click();
      visitor.press("Resume…");
      visitor.agree("Resume");
      visitor.sees("#gate-mode", "Running");
      visitor.open("orders/console-held");
      visitor.sees("[aria-labelledby=where-title]", "CONFIRMED");
    } finally {
      new Http().post(ecosystem.url("payments") + "/v1/control/resume", "");
    }
  }

  @Test
  void aDrainShowsItsProof() {
    try {
      visitor.open("control");
      visitor.press("Drain…");
      visitor.agree("Drain");

      visitor.sees("#drain-proof", "Proved empty");
      visitor.sees("[data-instance][data-live=true]", "DRAINED");
    } finally {
      new Http().post(ecosystem.url("payments") + "/v1/control/resume", "");
    }
  }

  @Test
  void aQuestionThatIsAnsweredWithNoChangesNothing() {
    visitor.open("control");
    visitor.press("Pause…");
    visitor.agree("No, leave it");

    visitor.sees("#gate-mode", "Running");
    Http.Answer status = new Http().get(ecosystem.url("payments") + "/v1/control/status");
    assertThat(status.field("mode")).isEqualTo("RUN");
  }

  @Test
  void aQuestionIsReachedAndLeftWithTheKeyboardAlone() {
    visitor.open("control");
    visitor.sees("#gate-mode", "Running");
    visitor.tabTo("Pause…");
    visitor.page().keyboard().press("Enter");
    visitor.sees("dialog", "Pause payments?");

    visitor.page().keyboard().press("Escape");

    visitor.at("dialog").waitFor(new Locator.WaitForOptions().setState(DETACHED));
    visitor.sees("#gate-mode", "Running");
  }

  @Test
  void aServiceThatIsKilledTurnsRedAndGreenAgain() {
    visitor.open("health");
    visitor.sees("#services [data-service=fraud]", "data-state", "READY");
    visitor.sees("#wellbeing", "Healthy");

    ecosystem.kill("fraud");

    visitor.sees("#services [data-service=fraud]", "data-state", "AWAY");
    visitor.sees("#wellbeing", "Not healthy: fraud");
    visitor.picture("health-fraud-away");
    orders.postUntilAccepted(OrderBody.of("console-unjudged", "c-bob", "book", 1, "24.50"));
    visitor.open("orders/console-unjudged");
    visitor.sees("#waits-for", "It waits for fraud, which is away");
    visitor.open("health");
    ecosystem.up();
    visitor.sees("#services [data-service=fraud]", "data-state", "READY");
    visitor.sees("[aria-labelledby=troubles-title]", "is ready again");
    visitor.at("#events [data-service=fraud][data-event=ready]").first().waitFor();
    visitor.sees("#wellbeing", "Healthy");
    orders.settled("console-unjudged");
  }

  @Test
  void thePageIsLiveAgainAfterTheConsoleItselfDied() {
    visitor.open("health");
    visitor.sees("#connection", "Live");

    ecosystem.kill("console");
    visitor.sees("#connection", "Connection lost");
    visitor.sees("#wellbeing", "Not known now");
    ecosystem.up();

    visitor.sees("#connection", "Live");
    visitor.sees("#wellbeing", "Healthy");
    orders.postUntilAccepted(OrderBody.of("console-after", "c-bob", "book", 1, "24.50"));
    visitor.open("orders");
    visitor.sees("[data-order=console-after]", "CONFIRMED");
  }

  @Test
  void aPaymentMovesMoneyAndARefundMovesItBack() {
    visitor.open("payments/account/c-dave");
    String before = visitor.at("#balance .money").textContent();
    Locator form = visitor.at("#pay");
    visitor.fill(form, "From account", "c-dave");
    visitor.fill(form, "To account", "c-carol");
    visitor.fill(form, "Amount", "12.34");
    visitor.fill(form, "Payment id", "console-payment");
    visitor.press("Pay…");
    visitor.agree("Pay");

    visitor.sees("#payment-state", "CONFIRMED");
    visitor.press("Refund…");
    visitor.agree("Refund");

    visitor.sees("[aria-labelledby=payment-title] dl", "REFUND");
    visitor.sees("#payment-state", "CONFIRMED");
    visitor.open("payments/account/c-dave");
    visitor.sees("#balance .money", before);
    visitor.sees("[aria-labelledby=account-title] tbody tr:nth-child(1)", "12.34");
    visitor.sees("[aria-labelledby=account-title] tbody tr:nth-child(2)", "-12.34");
    visitor.sees("#largest", "Largest payment");
  }

  @Test
  void aFollowedOrderReachesEachTopicInThePicture() {
    visitor.open("flow");
    visitor.press("Place a packet of tea for c-alice and follow it");

    for (String topic :
        new String[] {
          "order-requests", "orders", "order-validations", "order-payments", "emails-sent"
        }) {
      visitor.at(".picture [data-node=" + topic + "].reached").waitFor();
    }
    visitor.sees("[data-node=orders]", "CONFIRMED");
    visitor.sees("[data-node=orders-lifecycle]", "up to date");
    assertThat(visitor.at(".picture .application.open").allTextContents())
        .as("applications in the picture that the broker does not know")
        .isEmpty();
  }
}
