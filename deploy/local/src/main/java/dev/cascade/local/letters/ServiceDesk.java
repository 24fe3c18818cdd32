package dev.cascade.local.letters;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.local.data.JsonApi;
import dev.cascade.local.run.Installation;
import dev.cascade.local.run.ServiceDefinition;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The desk of one service over HTTP; what it refuses becomes an error for people. */
final class ServiceDesk {

  private final String service;
  private final String url;
  private final JsonApi http;

  private ServiceDesk(String service, String url, JsonApi http) {
    this.service = service;
    this.url = url;
    this.http = http;
  }

  /**
   * The desk of that service.
   *
   * @throws IllegalArgumentException when there is no such service, naming those that are
   */
  static ServiceDesk of(Installation installation, String service) {
    ServiceDefinition known =
        ServiceDefinition.processing(
            service, names -> "No service is called '%s'. There are: %s".formatted(service, names));
    return new ServiceDesk(
        service,
        installation.url(known.port()) + "/v1/dead-letters",
        new JsonApi(installation.token("operator")));
  }

  /** The service's name. */
  String service() {
    return service;
  }

  /** What the desk answers; parameters without a value are left out. */
  JsonNode get(String path, Map<String, @Nullable String> parameters) {
    String query =
        parameters.entrySet().stream()
            .flatMap(parameter ->
                Stream.ofNullable(parameter.getValue())
                    .map(value -> parameter.getKey() + "=" + JsonApi.encoded(value)))
            .collect(Collectors.joining("&"));
    return http.send("GET", url + path + (query.isEmpty() ? "" : "?" + query), null)
        .orRefused(service);
  }

  /** What the desk answers to an act. */
  JsonNode post(String path, JsonNode body) {
    return http.send("POST", url + path, body).orRefused(service);
  }

  /** The path of a letter. */
  static String letter(String id) {
    return "/" + JsonApi.encoded(id);
  }
}
