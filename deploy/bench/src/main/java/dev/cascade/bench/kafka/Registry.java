package dev.cascade.bench.kafka;

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
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/** The schema registry's Confluent-compatible API. */
public final class Registry {

  private static final Duration BOUND = Duration.ofSeconds(10);

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(BOUND).build();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
  private final String api;

  /** The registry at that base URL. */
  public Registry(String url) {
    this.api = url + "/apis/ccompat/v7";
  }

  /** The schema that has this id. */
  public Schema schema(int id) {
    return schemas.computeIfAbsent(id, this::fetch);
  }

  /** The id that the schema has for the values of a topic. */
  public int id(String topic, Schema schema) {
    String body = json.createObjectNode().put("schema", schema.toString()).toString();
    HttpRequest request =
        request("/subjects/" + topic + "-value").POST(BodyPublishers.ofString(body)).build();
    return answer(request).path("id").asInt();
  }

  private Schema fetch(int id) {
    String text = answer(request("/schemas/ids/" + id).build()).path("schema").asText();
    return new Schema.Parser().parse(text);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(api + path))
        .timeout(BOUND)
        .header("Content-Type", "application/json");
  }

  private JsonNode answer(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(
            request.uri() + " answers " + response.statusCode() + ": " + response.body());
      }
      return json.readTree(response.body());
    } catch (IOException e) {
      throw new IllegalStateException("The registry does not answer at " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted at " + request.uri(), e);
    }
  }
}
