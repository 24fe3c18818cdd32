package dev.cascade.system.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * A browser that looks at the console, and all that it is told. Who begins to look is told the
 * latest few hundred facts; so begin before what is looked for.
 */
public final class Onlooker implements AutoCloseable {

  private static final Duration BOUND = Duration.ofSeconds(60);

  private final StringBuffer heard = new StringBuffer();

  /**
   * Without the switch to HTTP/2 that the JDK's client asks for by itself: where a long answer
   * comes at once, it now and then puts the pieces that follow the switch in a wrong order, and
   * hears no more.
   */
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final CompletableFuture<HttpResponse<Void>> listening;

  /** Begins to look. */
  public Onlooker(HomeEcosystem ecosystem) {
    listening =
        client.sendAsync(
            HttpRequest.newBuilder(URI.create(ecosystem.consoleUrl() + "/api/live")).build(),
            BodyHandlers.ofByteArrayConsumer(bytes ->
                bytes.ifPresent(it -> heard.append(new String(it, StandardCharsets.UTF_8)))));
  }

  /** All that it was told up to now, once it was told all that there is at first. */
  public String firstPicture() {
    return heard(Pattern.compile("event: snapshot\n.*\n\n"));
  }

  /** All that it was told up to now, once that has this word in it. */
  public String heardOf(String word) {
    return heard(Pattern.compile(Pattern.quote(word)));
  }

  private String heard(Pattern wanted) {
    Awaitility.await("the console to tell of " + wanted)
        .atMost(BOUND)
        .untilAsserted(() -> assertThat(heard).as("" + listening).containsPattern(wanted));
    return heard.toString();
  }

  @Override
  public void close() {
    listening.cancel(true);
    client.shutdownNow();
  }
}
