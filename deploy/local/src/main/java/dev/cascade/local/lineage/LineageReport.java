package dev.cascade.local.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.cascade.local.data.JsonApi;
import dev.cascade.local.platform.PlatformServer;
import dev.cascade.local.platform.ServerFailedException;
import dev.cascade.local.run.Ecosystem;
import dev.cascade.local.run.ServiceDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * What the services of an ecosystem say that they read and write.
 *
 * @param services the documents of those that answered
 * @param silent the names of those that did not
 */
public record LineageReport(List<JsonNode> services, List<String> silent) {

  /**
   * Asks every service, by its first instance, since all say the same; the console only looks on
   * and has no lineage of its own.
   */
  public static LineageReport of(Ecosystem ecosystem) {
    JsonApi api = new JsonApi(ecosystem.installation().token("auditor"));
    List<JsonNode> services = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    for (ServiceDefinition service : ServiceDefinition.processing()) {
      PlatformServer server = ecosystem.server(service.name());
      JsonNode told = told(api, server);
      if (told.path("applications").isArray()) {
        services.add(told);
      } else {
        silent.add(server.name());
      }
    }
    return new LineageReport(services, silent);
  }

  private static JsonNode told(JsonApi api, PlatformServer server) {
    try {
      int port = server.ports().firstEntry().getValue();
      return api.send("GET", "http://127.0.0.1:" + port + "/v1/lineage", null).body();
    } catch (ServerFailedException e) {
      return new ObjectMapper().missingNode();
    }
  }

  /** Whether every service answered. */
  public boolean isWhole() {
    return silent.isEmpty();
  }

  /** The documents as one JSON array. */
  public String json() {
    ArrayNode all = new ObjectMapper().createArrayNode();
    services.forEach(all::add);
    return all.toPrettyString();
  }

  /** Each topic with its writers and readers, and who did not answer. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(new TopicTable(services).lines());
    silent.forEach(
        name -> lines.add(name + " does not answer: what it reads and writes is missing here."));
    return lines;
  }
}
