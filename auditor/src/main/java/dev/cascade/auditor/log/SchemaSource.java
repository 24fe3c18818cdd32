package dev.cascade.auditor.log;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Schemas by id, from the registry's Confluent-compatible API; each is asked for once. */
final class SchemaSource {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int MOST_UNKNOWN = 1_000;

  private final String api;
  private final Duration timeout;
  private final ObjectMapper json = new ObjectMapper();
  private final Map<Integer, Schema> schemas = new HashMap<>();
  private final Map<Integer, Boolean> unknown = new HashMap<>();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  /** Schemas of the registry with this base URL. */
  SchemaSource(String registryUrl) {
    this(registryUrl, TIMEOUT);
  }

  /** The same, with a bound for each of its whole answers. */
  SchemaSource(String registryUrl, Duration timeout) {
    this.timeout = timeout;
    this.api = registryUrl.replaceAll("/+$", "") + "/apis/ccompat/v7/schemas/ids/";
  }

  /**
   * The schema, or empty where the registry has none with this id.
   *
   * @throws RegistrySilentException when it does not say
   */
  Optional<Schema> byId(int id) {
    Schema known = schemas.get(id);
    if (known != null) {
      return Optional.of(known);
    }
    if (unknown.containsKey(id)) {
      return Optional.empty();
    }
    Optional<Schema> fetched = fetch(id);
    fetched.ifPresentOrElse(schema -> schemas.put(id, schema), () -> noteUnknown(id));
    return fetched;
  }

  /** Poison by the thousand must not become requests by the thousand. */
  private void noteUnknown(int id) {
    if (unknown.size() >= MOST_UNKNOWN) {
      unknown.clear();
    }
    unknown.put(id, true);
  }

  private Optional<Schema> fetch(int id) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(api + id)).build();
    try {
      HttpResponse<String> answer = whole(http.sendAsync(request, BodyHandlers.ofString()));
      return switch (answer.statusCode()) {
        case 200 ->
            Optional.of(
                new Schema.Parser().parse(json.readTree(answer.body()).path("schema").asText()));
        case 404 -> Optional.empty();
        default ->
            throw new RegistrySilentException(
                "The registry answers " + answer.statusCode() + " for schema id " + id, null);
      };
    } catch (AvroRuntimeException e) {
      // A schema of another kind, or one with references: what names it is no record of ours.
      return Optional.empty();
    } catch (IOException e) {
      throw new RegistrySilentException("The registry does not answer for schema id " + id, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistrySilentException("Interrupted while asking the registry", e);
    }
  }

  /** With its body: a request's own timeout ends with the headers. */
  private HttpResponse<String> whole(CompletableFuture<HttpResponse<String>> answer)
      throws IOException, InterruptedException {
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("No whole answer", e);
    } finally {
      answer.cancel(true);
    }
  }
}
