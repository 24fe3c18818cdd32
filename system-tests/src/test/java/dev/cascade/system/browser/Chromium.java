package dev.cascade.system.browser;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.options.ColorScheme;
import dev.cascade.system.ecosystem.Ecosystem;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium that is installed on this machine, without a window. */
public final class Chromium implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");
  private static final String MISSING =
      "There is no Chromium here, so the console is not tested; install it: apt-get install -y"
          + " chromium";
  private static final int HEIGHT = 860;

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Path executable) {
    // Playwright would bring browsers of its own.
    CreateOptions options =
        new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
    playwright = Playwright.create(options);
    browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(executable)
                    .setHeadless(true)
                    .setArgs(ARGUMENTS));
  }

  /**
   * Starts it. Where there is none, the test is left out and says what to install, but fails where
   * {@code CASCADE_BROWSER} is {@code required}, as in {@code .ci/run}.
   */
  public static Chromium start() {
    Optional<Path> executable = executable();
    if (executable.isEmpty() && "required".equals(System.getenv("CASCADE_BROWSER"))) {
      fail(MISSING);
    }
    return new Chromium(executable.orElseGet(() -> abort(MISSING)));
  }

  private static Optional<Path> executable() {
    String path = System.getenv().getOrDefault("PATH", "");
    return NAMES.stream()
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(it -> Path.of(it, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A person who has opened the console on a screen of that width. */
  public ConsoleVisitor visit(Ecosystem ecosystem, int width, ColorScheme colours) {
    return new ConsoleVisitor(
        browser.newContext(
            new NewContextOptions().setViewportSize(width, HEIGHT).setColorScheme(colours)),
        ecosystem.consoleUrl());
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
