package dev.cascade.console.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cascade.console.live.Hub;
import dev.cascade.console.live.Probe;
import dev.cascade.console.login.OwnToken;
import dev.cascade.console.relay.Answer;
import dev.cascade.console.relay.Upstream;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/**
 * What browsers show of payments without asking themselves: the gate with each instance's
 * acknowledgement, the generated load, and the totals.
 */
@Singleton
final class ControlProbe implements Probe {

  private static final String SERVICE = "payments";

  private static final Map<String, String> PARTS =
      Map.of(
          "gate", "/v1/control/status",
          "generator", "/v1/generator",
          "totals", "/v1/payments/stats?timeout=900");

  private final Hub hub;
  private final Upstream upstream;
  private final OwnToken own;

  ControlProbe(Hub hub, Upstream upstream, OwnToken own) {
    this.hub = hub;
    this.upstream = upstream;
    this.own = own;
  }

  @Override
  public void look() throws InterruptedException {
    ObjectNode state = JsonNodeFactory.instance.objectNode();
    Optional<String> token = own.get();
    for (Map.Entry<String, String> part : PARTS.entrySet()) {
      state.set(part.getKey(), answered(upstream.get(SERVICE, part.getValue(), token)));
    }
    hub.state("control", state);
  }

  /** The content; null where there is none to be had. */
  private static JsonNode answered(Answer answer) {
    return answer.status() == 200 ? answer.json() : JsonNodeFactory.instance.nullNode();
  }
}
