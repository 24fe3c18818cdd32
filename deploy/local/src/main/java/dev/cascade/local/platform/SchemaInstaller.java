package dev.cascade.local.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Registers the schemas of the catalogue through the registry's Confluent-compatible API. A schema
 * that is registered already keeps its id; one that readers or writers of an earlier version could
 * not live with is refused.
 */
public final class SchemaInstaller {

  private static final String COMPATIBILITY = "FULL_TRANSITIVE";
  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int ATTEMPTS = 3;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final URI api;
  private final Optional<String> authorization;
  private final Duration timeout;
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http;

  /** Works on the registry with that base URL, which lets everybody write. */
  public SchemaInstaller(String registryUrl) {
    this(registryUrl, Optional.empty());
  }

  /**
   * Works on the registry with that base URL.
   *
   * @param credentials name and password with a colon between, for HTTP's basic authentication
   */
  public SchemaInstaller(String registryUrl, Optional<String> credentials) {
    this(registryUrl, credentials, TIMEOUT);
  }

  SchemaInstaller(String registryUrl, Optional<String> credentials, Duration timeout) {
    this.timeout = timeout;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .build();
    this.api = URI.create(registryUrl + "/apis/ccompat/v7/");
    this.authorization =
        credentials.map(it ->
            "Basic " + Base64.getEncoder().encodeToString(it.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Registers what the catalogue names. Its subjects, and no others of the registry, take from then
   * on only what is compatible with all that came before.
   *
   * @return the schema id of each subject
   * @throws ServerFailedException when the registry cannot be asked, or refuses a schema
   */
  public Map<String, Integer> install(TopicCatalogue catalogue) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    catalogue
        .topics()
        .forEach(topic ->
            topic
                .valueSchema()
                .ifPresent(schema ->
                    ids.put(topic.valueSubject(), install(topic.valueSubject(), schema))));
    return ids;
  }

  /**
   * Registers one schema in a subject that is held to what came before.
   *
   * @return its id
   * @throws ServerFailedException when the registry does not hold the subject to it, or refuses the
   *     schema
   */
  int install(String subject, Schema schema) {
    HttpResponse<String> answer = setCompatibility(subject);
    if (answer.statusCode() != NOT_FOUND) {
      requireCompatibility(subject, answer);
      return register(subject, schema);
    }
    // Apicurio has rules of subjects that exist only; what comes first is compatible in any case.
    int id = register(subject, schema);
    requireCompatibility(subject, setCompatibility(subject));
    return id;
  }

  private HttpResponse<String> setCompatibility(String subject) {
    return send(
        "PUT", "config/" + subject, json.createObjectNode().put("compatibility", COMPATIBILITY));
  }

  private static void requireCompatibility(String subject, HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw refused(
          "The registry does not take the compatibility %s for %s"
              .formatted(COMPATIBILITY, subject),
          answer);
    }
  }

  /**
   * Registers one schema, by whatever rules its subject has.
   *
   * @return its id
   * @throws ServerFailedException when the schema does not fit those that the subject has
   */
  public int register(String subject, Schema schema) {
    HttpResponse<String> answer =
        send(
            "POST",
            "subjects/" + subject + "/versions",
            json.createObjectNode().put("schema", schema.toString()));
    if (answer.statusCode() == CONFLICT || answer.statusCode() == 422) {
      throw refused(
          "Schema %s is not compatible with what %s already holds (%s)"
              .formatted(schema.getFullName(), subject, COMPATIBILITY),
          answer);
    }
    if (answer.statusCode() != 200) {
      throw refused("Schema " + schema.getFullName() + " cannot be registered", answer);
    }
    return idIn(answer.body());
  }

  private int idIn(String body) {
    try {
      return json.readTree(body).required("id").intValue();
    } catch (IOException | IllegalArgumentException e) {
      throw new ServerFailedException("The registry's answer names no schema id: " + body, e);
    }
  }

  private HttpResponse<String> send(String method, String path, JsonNode body) {
    HttpRequest.Builder asked =
        HttpRequest.newBuilder(api.resolve(path))
            .timeout(timeout)
            .header("Content-Type", CONTENT_TYPE)
            .method(method, BodyPublishers.ofString(body.toString()));
    authorization.ifPresent(it -> asked.header("Authorization", it));
    return sent(asked.build(), ATTEMPTS);
  }

  /**
   * Asks again when no answer comes: to register a schema twice is to register it once, and
   * Apicurio 3.3.3 on a busy machine was seen to leave one such request of thousands unanswered.
   */
  private HttpResponse<String> sent(HttpRequest request, int attempts) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (HttpTimeoutException e) {
      if (attempts > 1) {
        return sent(request, attempts - 1);
      }
      throw new ServerFailedException(
          "The registry does not answer at %s: %d times nothing within %d ms"
              .formatted(request.uri(), ATTEMPTS, timeout.toMillis()),
          e);
    } catch (IOException e) {
      throw new ServerFailedException("The registry does not answer at " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailedException("Interrupted while asking the registry", e);
    }
  }

  private static ServerFailedException refused(String what, HttpResponse<String> answer) {
    return new ServerFailedException(
        what + "; it answered " + answer.statusCode() + ": " + answer.body());
  }
}
