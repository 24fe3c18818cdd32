package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.cascade.system.browser.Chromium;
import dev.cascade.system.browser.ConsoleVisitor;
import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.OrderBody;
import dev.cascade.system.ecosystem.Orders;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Every page of the console, wide and narrow, light and dark; pictures are in target/screenshots.
 */
@SystemTest
class ConsolePagesTest {

  private static final List<String> PAGES =
      List.of(
          "flow",
          "orders",
          "orders/console-shown",
          "payments/account/c-alice",
          "control",
          "reviews",
          "letters/orders",
          "traces",
          "health");
  private static final List<Integer> WIDTHS = List.of(1280, 390);

  private final Ecosystem ecosystem;

  ConsolePagesTest(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
  }

  @Test
  void everyPageFitsTheScreenAndBreaksNothing() {
    Orders orders = new Orders(ecosystem);
    orders.postUntilAccepted(OrderBody.of("console-shown", "c-alice", "tea", 1, "18.20"));
    orders.settled("console-shown");
    try (Chromium chromium = Chromium.start();
        ConsoleVisitor visitor = chromium.visit(ecosystem, WIDTHS.getFirst(), ColorScheme.LIGHT)) {
      PAGES.forEach(page -> isFineOnEveryScreen(visitor, page));
    }
  }

  private static void isFineOnEveryScreen(ConsoleVisitor visitor, String page) {
    visitor.open(page);
    visitor.sees("#connection", "Live");
    visitor.sees("#wellbeing", "Healthy");
    // The first numbers are there, and so are the tables that they fill.
    visitor.at("main table, main .card, #no-reviews").first().waitFor();
    visitor.seesNoLonger("main", "Looking…");
    visitor.seesNoLonger("main", "not followed yet");
    for (int width : WIDTHS) {
      for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        visitor.turnTo(width, colours);
        isFine(visitor, page, width + "-" + colours);
      }
    }
  }

  private static void isFine(ConsoleVisitor visitor, String page, String screen) {
    Page shown = visitor.page();
    visitor.picture(page.replace('/', '-') + "-" + screen.toLowerCase(Locale.ROOT));

    assertThat(shown.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as("%s at %s needs no scrolling sideways", page, screen)
        .isEqualTo(true);
    assertThat(shown.locator("h1").count()).as("headings of %s", page).isEqualTo(1);
    assertThat(shown.evaluate(UNNAMED))
        .as("controls of %s without a name", page)
        .isEqualTo(List.of());
    assertThat(visitor.complaints()).as("what broke on %s at %s", page, screen).isEmpty();
  }

  /** What can be used and is not named for people who hear pages. */
  private static final String UNNAMED =
      """
      [...document.querySelectorAll('button, a, input, select, textarea')]
        .filter((it) => !(it.textContent.trim() || it.getAttribute('aria-label')
          || it.labels?.length || it.querySelector('img[alt]:not([alt=""])')))
        .map((it) => it.outerHTML)\
      """;
}
