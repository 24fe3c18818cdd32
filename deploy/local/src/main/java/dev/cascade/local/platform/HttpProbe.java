package dev.cascade.local.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Asks a server whether it answers with 200. */
public final class HttpProbe {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  private HttpProbe() {}

  /** Whether a GET there is answered with 200. */
  public static boolean succeeds(URI uri) {
    return get(uri).filter(answer -> answer.statusCode() == 200).isPresent();
  }

  /** What a GET there is answered with, empty when nobody answers. */
  public static Optional<String> body(URI uri) {
    return get(uri).map(HttpResponse::body);
  }

  private static Optional<HttpResponse<String>> get(URI uri) {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).GET().build();
    try {
      return Optional.of(CLIENT.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
