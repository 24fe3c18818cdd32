package dev.cascade.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A person who looks at the console and uses what is on the screen, by its name. */
public final class ConsoleVisitor implements AutoCloseable {

  /** How long something may take that goes through the whole system. */
  public static final double PATIENCE_MILLIS = 30_000;

  private static final int MOST_TABS = 100;

  private final BrowserContext context;
  private final Page page;
  private final String url;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  ConsoleVisitor(BrowserContext context, String url) {
    this.context = context;
    this.url = url;
    context.setDefaultTimeout(PATIENCE_MILLIS);
    this.page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(message -> {
      // A refused or unanswered request is told on the page, where it is looked for.
      if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
        complaints.add(message.text());
      }
    });
    page.onRequest(request -> {
      if (!request.url().startsWith(url + "/") && !request.url().startsWith("data:")) {
        complaints.add("asks another host: " + request.url());
      }
    });
  }

  /** Opens a page by its place, such as {@code orders/1}. */
  public void open(String place) {
    page.navigate(url + "/#/" + place);
  }

  /** Looks at the same page on another screen. */
  public void turnTo(int width, ColorScheme colours) {
    page.setViewportSize(width, page.viewportSize().height);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
  }

  /** What stands on the page. */
  public Locator at(String selector) {
    return page.locator(selector);
  }

  /** The row of a table that has this text. */
  public Locator row(String text) {
    return at("tr").filter(new Locator.FilterOptions().setHasText(text));
  }

  /** Fills in the input with that label. */
  public void fill(Locator form, String label, String text) {
    form.getByLabel(label, new Locator.GetByLabelOptions().setExact(true)).fill(text);
  }

  /** Presses the button with that name. */
  public void press(String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  /** Goes from one thing to the next with the keyboard until this one has the focus. */
  public void tabTo(String text) {
    for (int i = 0; i < MOST_TABS; i++) {
      page.keyboard().press("Tab");
      if (text.equals(page.evaluate("document.activeElement.textContent.trim()"))) {
        return;
      }
    }
    throw new AssertionError(text + " is not reached with the keyboard");
  }

  /** Says yes to the question that is asked. */
  public void agree(String yes) {
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    dialog
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(yes).setExact(true))
        .click();
  }

  /** Waits until it says so. */
  public void sees(String selector, String text) {
    assertThat(at(selector))
        .containsText(text, new ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
  }

  /** Waits until it says so no longer. */
  public void seesNoLonger(String selector, String text) {
    assertThat(at(selector))
        .not()
        .containsText(text, new ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
  }

  /** Waits until the first element has the attribute's value. */
  public void sees(String selector, String attribute, String value) {
    assertThat(at(selector))
        .hasAttribute(
            attribute,
            value,
            new com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions()
                .setTimeout(PATIENCE_MILLIS));
  }

  /** The page itself, for what only one test wants of it. */
  public Page page() {
    return page;
  }

  /** Takes a picture into the build's folder. */
  public void picture(String name) {
    Path folder = Path.of(System.getProperty("basedir", "")).resolve("target/screenshots");
    page.screenshot(
        new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")).setFullPage(true));
  }

  /** What broke on the way: failed scripts, violated policies, requests to other hosts. */
  public List<String> complaints() {
    return complaints;
  }

  @Override
  public void close() {
    context.close();
  }
}
