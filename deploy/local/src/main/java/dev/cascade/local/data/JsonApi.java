package dev.cascade.local.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cascade.local.platform.ServerFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** HTTP with JSON, as any client would speak it. */
public final class JsonApi {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int TOO_MANY = 429;
  private static final int MOST_WAITS = 5;

  private final Optional<String> token;
  private final Duration timeout;
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /** Calls of nobody in particular. */
  public JsonApi() {
    this(Optional.empty());
  }

  /** Calls with that token, if there is one. */
  public JsonApi(Optional<String> token) {
    this(token, TIMEOUT);
  }

  /** Calls with that token, if there is one, of which each may take so long. */
  public JsonApi(Optional<String> token, Duration timeout) {
    this.token = token;
    this.timeout = timeout;
  }

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param body the JSON, {@link MissingNode} when there was none
   * @param text the body as it came
   */
  public record Answer(int status, JsonNode body, String text) {

    /** Whether the status is one of success. */
    public boolean succeeded() {
      return status >= 200 && status < 300;
    }

    /**
     * The body of an answer of success.
     *
     * @param who answered, for the error
     * @throws ServerFailedException otherwise, with what the problem document says, for people
     */
    public JsonNode orRefused(String who) {
      if (succeeded()) {
        return body;
      }
      StringBuilder reason = new StringBuilder();
      reason.append(who).append(" answers ").append(status);
      JsonNode detail = body.path("detail");
      reason.append(": ").append(detail.isTextual() ? detail.asText() : text.strip());
      for (JsonNode violation : body.path("violations")) {
        reason
            .append("\n  ")
            .append(violation.path("field").asText())
            .append(' ')
            .append(violation.path("message").asText());
      }
      throw new ServerFailedException(reason.toString());
    }
  }

  /**
   * Sends a request and waits for the answer, whatever its status. Who is told that he asks too
   * much has had nothing done, and asks again when he is told to.
   *
   * @param body JSON to send, null for none
   * @throws ServerFailedException when nobody answers
   */
  public Answer send(String method, String url, @Nullable JsonNode body) {
    BodyPublisher content =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .method(method, content);
    token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
    try {
      HttpResponse<String> response = answer(request.build());
      return new Answer(response.statusCode(), parsed(response.body()), response.body());
    } catch (IOException e) {
      throw new ServerFailedException("No answer to " + method + " " + url + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailedException("Interrupted at " + method + " " + url, e);
    }
  }

  private HttpResponse<String> answer(HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    for (int wait = 0; response.statusCode() == TOO_MANY && wait < MOST_WAITS; wait++) {
      Thread.sleep(
          Duration.ofSeconds(response.headers().firstValueAsLong("Retry-After").orElse(1)));
      response = http.send(request, BodyHandlers.ofString());
    }
    return response;
  }

  /** A text as one step of a path, or as a parameter of a query. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private JsonNode parsed(String text) {
    try {
      return text.isBlank() ? MissingNode.getInstance() : json.readTree(text);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
