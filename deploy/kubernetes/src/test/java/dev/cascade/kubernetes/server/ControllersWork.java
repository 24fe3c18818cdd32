package dev.cascade.kubernetes.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What the controllers of StatefulSets and Jobs make first, of objects as the server keeps them.
 */
final class ControllersWork {

  private static final JsonMapper JSON = new JsonMapper();

  private ControllersWork() {}

  /** The pod of each, with its claims before it. */
  static List<JsonNode> of(List<JsonNode> kept) {
    List<JsonNode> made = new ArrayList<>();
    for (JsonNode set : Installation.ofKind("StatefulSet", kept)) {
      made.addAll(claims(set));
      made.add(instance(set));
    }
    for (JsonNode job : Installation.ofKind("Job", kept)) {
      made.add(pod(job, name(job) + "-first"));
    }
    return made;
  }

  private static List<JsonNode> claims(JsonNode set) {
    List<JsonNode> claims = new ArrayList<>();
    for (JsonNode template : set.at("/spec/volumeClaimTemplates")) {
      ObjectNode claim = object("v1", "PersistentVolumeClaim", set, claimName(template, set));
      claim.withObject("/metadata").set("labels", set.at("/spec/selector/matchLabels"));
      claim.set("spec", template.path("spec"));
      claims.add(claim);
    }
    return claims;
  }

  private static JsonNode instance(JsonNode set) {
    String name = name(set) + "-0";
    ObjectNode pod = pod(set, name);
    pod.withObject("/metadata/labels")
        .put("statefulset.kubernetes.io/pod-name", name)
        .put("apps.kubernetes.io/pod-index", "0");
    ObjectNode spec = pod.withObject("/spec");
    spec.put("hostname", name).put("subdomain", set.at("/spec/serviceName").asText());
    ArrayNode volumes = spec.withArray("volumes");
    for (JsonNode template : set.at("/spec/volumeClaimTemplates")) {
      ObjectNode volume = volumes.addObject().put("name", name(template));
      volume.putObject("persistentVolumeClaim").put("claimName", claimName(template, set));
    }
    return pod;
  }

  private static ObjectNode pod(JsonNode owner, String name) {
    ObjectNode pod = object("v1", "Pod", owner, name);
    JsonNode template = owner.at("/spec/template");
    pod.withObject("/metadata").set("labels", template.at("/metadata/labels").deepCopy());
    pod.set("spec", template.path("spec").deepCopy());
    return pod;
  }

  private static ObjectNode object(String version, String kind, JsonNode owner, String name) {
    ObjectNode object = JSON.createObjectNode().put("apiVersion", version).put("kind", kind);
    object
        .withObject("/metadata")
        .put("name", name)
        .put("namespace", owner.at("/metadata/namespace").asText());
    return object;
  }

  private static String claimName(JsonNode template, JsonNode set) {
    return name(template) + "-" + name(set) + "-0";
  }

  private static String name(JsonNode object) {
    return object.at("/metadata/name").asText();
  }
}
