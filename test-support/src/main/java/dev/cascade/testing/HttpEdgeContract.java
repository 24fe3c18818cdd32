package dev.cascade.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * What every service's HTTP is like before any of its resources is reached: no page of another
 * origin may read, and every answer says how browsers have to treat it. What is too large or too
 * slow is for the system tests: only packaged services see a connection before its first request.
 *
 * <p>A service inherits this in a {@code @QuarkusTest} class with {@link PlatformResource}.
 */
public abstract class HttpEdgeContract {

  private static final String CLOSE = "Host: localhost\r\nConnection: close\r\n";

  /** Where the service under test listens. */
  protected abstract String baseUrl();

  @Test
  void everyAnswerSaysHowBrowsersHaveToTreatIt() {
    for (String path : List.of("/v1/dead-letters/counts", "/v1/no-such-thing", "/q/health/live")) {
      String head = head(answer("GET " + path + " HTTP/1.1\r\n" + CLOSE + "\r\n"));

      assertThat(head)
          .as(path)
          .contains("x-content-type-options: nosniff")
          .contains("x-frame-options: deny")
          .contains("referrer-policy: no-referrer")
          .doesNotContain("server:")
          .doesNotContain("x-powered-by:");
      if (path.startsWith("/v1/")) {
        assertThat(head).contains("content-security-policy: default-src 'none'");
      }
    }
  }

  @Test
  void pagesOfOtherOriginsMayReadNothingAndAskForNothing() {
    String origin = "Origin: https://elsewhere.example\r\n";
    String read = answer("GET /v1/dead-letters/counts HTTP/1.1\r\n" + CLOSE + origin + "\r\n");
    String mayI =
        answer(
            "OPTIONS /v1/dead-letters/replay HTTP/1.1\r\n"
                + CLOSE
                + origin
                + "Access-Control-Request-Method: POST\r\n"
                + "Access-Control-Request-Headers: content-type\r\n\r\n");
    String form =
        answer(
            "POST /v1/dead-letters/replay HTTP/1.1\r\n"
                + CLOSE
                + origin
                + "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}");

    assertThat(List.of(head(read), head(mayI), head(form)))
        .allSatisfy(head -> assertThat(head).doesNotContain("access-control-allow"));
    assertThat(form).as("what a form may send without asking").startsWith("HTTP/1.1 415");
  }

  private String answer(String request) {
    return RawConnection.answer(URI.create(baseUrl()).getPort(), request);
  }

  private static String head(String answer) {
    return answer.split("\r\n\r\n", 2)[0].toLowerCase(Locale.ROOT);
  }
}
