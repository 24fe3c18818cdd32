package dev.cascade.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** Asks a service's desk under {@code /v1/dead-letters}. */
final class DeskRequests {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final String baseUrl;

  DeskRequests(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  /** An answer, whatever its status. */
  record Answer(int status, JsonNode body) {

    /** A field of the body at its top, as text. */
    String text(String field) {
      return body.path(field).asText();
    }

    /** The letters of a list. */
    List<JsonNode> letters() {
      List<JsonNode> letters = new ArrayList<>();
      body.path("letters").forEach(letters::add);
      return letters;
    }
  }

  Answer get(String path) {
    return send(HttpRequest.newBuilder(uri(path)), path);
  }

  Answer post(String path, String body) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)),
        path);
  }

  private URI uri(String path) {
    return URI.create(baseUrl + "/v1/dead-letters" + path);
  }

  private static Answer send(HttpRequest.Builder request, String path) {
    try {
      HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new AssertionError("No answer to " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted at " + path, e);
    }
  }
}
