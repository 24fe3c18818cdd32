package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.system.browser.Chromium;
import dev.cascade.system.browser.ConsoleVisitor;
import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.Orders;
import dev.cascade.system.ecosystem.RawWriter;
import dev.cascade.system.history.Fact.Place;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A person finds what could not be processed, corrects it, and sees it processed. */
@SystemTest
class ConsoleLettersTest {

  private final Ecosystem ecosystem;

  ConsoleLettersTest(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
  }

  @Test
  void aPoisonedOrderThatIsCorrectedIsSeenConfirmed() {
    String order = "console-corrected";
    Place poison = poison(order);

    try (Chromium chromium = Chromium.start();
        ConsoleVisitor visitor = chromium.visit(ecosystem, 1280, ColorScheme.LIGHT)) {
      visitor.open("letters/orders");
      Locator letter =
          visitor.row("%s %d/%d".formatted(poison.topic(), poison.partition(), poison.offset()));
      letter.getByRole(AriaRole.LINK).click();
      visitor.at("#letter-value").fill(corrected(order));
      visitor.press("Replay corrected…");
      Locator question = visitor.at("dialog");
      visitor.fill(question, "Your name", "ann");
      visitor.fill(question, "Why", "the bytes were cut on the way");
      visitor.agree("Replay");

      visitor.sees("#letter-state", "replayed");
      visitor.sees("#letter-act", "Replayed, corrected, by ann");
      visitor.picture("letter-replayed");
      assertThat(new Orders(ecosystem).settled(order).field("state")).isEqualTo("CONFIRMED");
      visitor.open("orders/" + order);
      visitor.sees("[aria-labelledby=where-title]", "CONFIRMED");
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  private Place poison(String key) {
    try (RawWriter writer = new RawWriter(ecosystem)) {
      return writer.poison(Topics.ORDER_REQUESTS, key);
    }
  }

  private static String corrected(String order) {
    return """
    {"orderId":"%s","requestId":"r-1","requestedAt":"%s","request":
      {"OrderRequested":{"customerId":"c-alice","currency":"EUR","contentHash":"corrected",
        "lines":[{"number":1,"productId":"tea","quantity":1,
          "unitPrice":{"minorUnits":1820,"currency":"EUR"}}]}}}
    """
        .formatted(order, Instant.now());
  }
}
