package dev.cascade.console.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cascade.console.config.ConsoleSettings;
import dev.cascade.console.live.Hub;
import dev.cascade.console.live.Probe;
import dev.cascade.console.login.OwnToken;
import dev.cascade.console.relay.Answer;
import dev.cascade.console.relay.Upstream;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Asks each service what its running topologies read and write. That changes with a deployment at
 * most, so who has answered is asked again only now and then; of a service that is away, what it
 * said last is told.
 */
@Singleton
final class LineageProbe implements Probe {

  private static final Duration AGAIN_AFTER = Duration.ofSeconds(20);
  private static final int OK = 200;

  private final Hub hub;
  private final Upstream upstream;
  private final ConsoleSettings settings;
  private final OwnToken own;
  private final Map<String, JsonNode> said = new TreeMap<>();
  private final Map<String, Long> answeredAt = new HashMap<>();

  LineageProbe(Hub hub, Upstream upstream, ConsoleSettings settings, OwnToken own) {
    this.hub = hub;
    this.upstream = upstream;
    this.settings = settings;
    this.own = own;
  }

  @Override
  public void look() throws InterruptedException {
    for (String service : settings.services().keySet()) {
      if (isDue(service)) {
        ask(service);
      }
    }
    ObjectNode state = JsonNodeFactory.instance.objectNode();
    said.forEach(state::set);
    hub.state("lineage", state);
  }

  private boolean isDue(String service) {
    Long answered = answeredAt.get(service);
    return answered == null || System.nanoTime() - answered > AGAIN_AFTER.toNanos();
  }

  private void ask(String service) throws InterruptedException {
    Answer answer = upstream.get(service, "/v1/lineage", own.get());
    if (answer.status() == OK) {
      said.put(service, answer.json().path("applications"));
      answeredAt.put(service, System.nanoTime());
    }
  }
}
