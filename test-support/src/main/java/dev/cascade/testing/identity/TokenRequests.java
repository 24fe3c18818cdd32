package dev.cascade.testing.identity;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Requests of somebody with a token, or without. */
public final class TokenRequests {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String baseUrl;
  private final String token;
  private final Map<String, String> headers;

  /**
   * Somebody.
   *
   * @param baseUrl of the service
   * @param token empty for none
   */
  public TokenRequests(String baseUrl, String token) {
    this(baseUrl, token, Map.of());
  }

  private TokenRequests(String baseUrl, String token, Map<String, String> headers) {
    this.baseUrl = baseUrl;
    this.token = token;
    this.headers = headers;
  }

  /** The same, who also sends this header. */
  public TokenRequests with(String header, String value) {
    return new TokenRequests(baseUrl, token, Map.of(header, value));
  }

  /** Sends an empty JSON object with what is no GET. */
  public HttpResponse<String> send(String method, String path) {
    return send(method, path, "{}");
  }

  /** Sends this with what is no GET. */
  public HttpResponse<String> send(String method, String path, String json) {
    return send(request(method, path, json));
  }

  /** A read with a second token beside. */
  HttpResponse<String> sendAlsoWith(String second) {
    return send(request("GET", "/v1/identity", "").header("Authorization", "Bearer " + second));
  }

  private HttpRequest.Builder request(String method, String path, String json) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(baseUrl + path))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .method(
                method,
                method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
    headers.forEach(request::header);
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    HttpRequest built = request.build();
    try {
      return CLIENT.send(built, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("No answer to " + built.method() + " " + built.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted at " + built.uri(), e);
    }
  }
}
