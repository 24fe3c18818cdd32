package dev.cascade.system.ecosystem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** JSON over HTTP, as any client speaks it. */
public final class Http {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String token;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  /** A client who is nobody in particular. */
  public Http() {
    this("");
  }

  /** A client with a token; empty for none. */
  public Http(String token) {
    this.token = token;
  }

  /**
   * An answer, whatever its status.
   *
   * @param position the position token, empty where there is none
   * @param isFromStandby whether a standby copy answered
   */
  public record Answer(
      int status, JsonNode body, String text, String position, boolean isFromStandby) {

    /** A field of the body at its top, as text; empty where there is none. */
    public String field(String name) {
      return body.path(name).asText();
    }
  }

  /** Asks for a resource. */
  public Answer get(String url) {
    try {
      return send(HttpRequest.newBuilder(URI.create(url)));
    } catch (IOException e) {
      throw new AssertionError("No answer from " + url, e);
    }
  }

  /**
   * Asks somebody who may be away.
   *
   * @throws IOException when nobody answers
   */
  public Answer tryGet(String url) throws IOException {
    return send(HttpRequest.newBuilder(URI.create(url)));
  }

  /** Sends JSON. */
  public Answer post(String url, String json) {
    try {
      return tryPost(url, json);
    } catch (IOException e) {
      throw new AssertionError("No answer from " + url, e);
    }
  }

  /** Sends JSON with more headers. */
  public Answer post(String url, String json, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json));
    headers.forEach(request::header);
    try {
      return send(request);
    } catch (IOException e) {
      throw new AssertionError("No answer from " + url, e);
    }
  }

  /** Sends JSON that is to be there afterwards. */
  public Answer put(String url, String json) {
    try {
      return send(
          HttpRequest.newBuilder(URI.create(url))
              .header("Content-Type", "application/json")
              .PUT(BodyPublishers.ofString(json)));
    } catch (IOException e) {
      throw new AssertionError("No answer from " + url, e);
    }
  }

  /** Asks for something to be gone. */
  public Answer delete(String url) {
    try {
      return send(HttpRequest.newBuilder(URI.create(url)).DELETE());
    } catch (IOException e) {
      throw new AssertionError("No answer from " + url, e);
    }
  }

  /**
   * Sends JSON to somebody who may be away.
   *
   * @throws IOException when nobody answers
   */
  public Answer tryPost(String url, String json) throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  private Answer send(HttpRequest.Builder request) throws IOException {
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<String> response =
          client.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
      String text = response.body();
      JsonNode body = isJson(response) ? JSON.readTree(text) : JSON.missingNode();
      boolean isFromStandby = response.headers().firstValue("Cascade-Standby").isPresent();
      String position = response.headers().firstValue("Cascade-Position").orElse("");
      return new Answer(response.statusCode(), body, text, position, isFromStandby);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for an answer", e);
    }
  }

  private static boolean isJson(HttpResponse<String> response) {
    return !response.body().isBlank()
        && response.headers().firstValue("Content-Type").orElse("").contains("json");
  }
}
