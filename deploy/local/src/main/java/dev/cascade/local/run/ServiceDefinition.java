package dev.cascade.local.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * One of Cascade's services, as {@code services.json} lists them.
 *
 * @param name what people call it
 * @param module the folder of its Maven module
 * @param port its HTTP port before any offset
 * @param environment variables beyond those that every service gets
 */
public record ServiceDefinition(
    @JsonProperty("name") String name,
    @JsonProperty("module") String module,
    @JsonProperty("port") int port,
    @JsonProperty("environment") Map<String, String> environment) {

  /** All services. */
  public static List<ServiceDefinition> load() {
    try (InputStream json = ServiceDefinition.class.getResourceAsStream("services.json")) {
      return new ObjectMapper().readValue(json, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("The list of services cannot be read", e);
    }
  }
}
