package dev.cascade.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what a service exposes under {@code /v1/state}. */
final class StateRequests {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final String baseUrl;

  StateRequests(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  /** An answer, whatever its status. */
  record Answer(int status, JsonNode body) {

    /** The keys of its items. */
    List<String> keys() {
      List<String> keys = new ArrayList<>();
      body.path("items").forEach(it -> keys.add(it.path("key").asText()));
      return keys;
    }

    /** An array of texts. */
    List<String> texts(String field) {
      List<String> texts = new ArrayList<>();
      body.path(field).forEach(it -> texts.add(it.asText()));
      return texts;
    }
  }

  Answer get(String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(baseUrl + "/v1/state" + path)).build();
      HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new AssertionError("No answer to " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted at " + path, e);
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
