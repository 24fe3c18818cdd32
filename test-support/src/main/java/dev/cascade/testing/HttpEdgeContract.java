package dev.cascade.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * What every service's HTTP is like before any of its resources is reached: no page of another
 * origin may read, every answer says how browsers have to treat it, and a body that is too large or
 * breaks off is no error of the service. Heads that are too large and who is too slow are for the
 * system tests: only packaged services see a connection before its first request.
 *
 * <p>A service inherits this in a {@code @QuarkusTest} class with {@link PlatformResource}.
 */
public abstract class HttpEdgeContract {

  private static final String CLOSE = "Host: localhost\r\nConnection: close\r\n";

  private static final String POST = "POST /v1/dead-letters/replay HTTP/1.1\r\n";
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final String CHUNKED = JSON + "Transfer-Encoding: chunked\r\n\r\n";

  /** Who reads bodies, and logs that one broke off. */
  private static final String READER = "dev.cascade.streams.problem.WholeBody";

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

  @Test
  void aBodyThatDoesNotSayHowLargeItIsIsReadUpToTheLimit() {
    String chunk = "8000\r\n%s\r\n".formatted(" ".repeat(0x8000));
    String read = answer(POST + CLOSE + CHUNKED + chunk + "2\r\n{}\r\n0\r\n\r\n");
    try (ServiceLog log = new ServiceLog(READER)) {
      String refused = answer(POST + CLOSE + CHUNKED + chunk.repeat(3) + "0\r\n\r\n");

      assertThat(read).as("it lacks who and why").startsWith("HTTP/1.1 400").contains("\"by\"");
      assertThat(refused)
          .startsWith("HTTP/1.1 413")
          .contains("application/problem+json", "The body is over the limit of 65536 bytes.");
      assertThat(log.errors()).isEmpty();
    }
  }

  @Test
  void whoGoesAwayBeforeAllIsSaidIsNoErrorOfTheService() {
    String expect = "Host: localhost\r\nExpect: 100-continue\r\n";
    try (ServiceLog log = new ServiceLog(READER)) {
      for (String body : List.of(JSON + "Content-Length: 9\r\n\r\n", CHUNKED)) {
        RawConnection.resetWhenToldToGoOn(port(), POST + expect + body);
      }

      await().untilAsserted(() -> assertThat(log.details()).hasSize(2));
      assertThat(log.details()).allMatch(line -> line.contains("has gone"));
      assertThat(log.errors()).isEmpty();
    }
  }

  private String answer(String request) {
    return RawConnection.answer(port(), request);
  }

  private int port() {
    return URI.create(baseUrl()).getPort();
  }

  private static String head(String answer) {
    return answer.split("\r\n\r\n", 2)[0].toLowerCase(Locale.ROOT);
  }
}
