package dev.cascade.console.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.cascade.console.config.ConsoleSettings;
import dev.cascade.console.live.Hub;
import dev.cascade.console.live.Probe;
import dev.cascade.console.login.OwnToken;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Asks the auditor which guarantees hold; where there is no auditor, nothing is claimed. */
@Singleton
final class GuaranteeProbe implements Probe {

  private final Hub hub;
  private final ReadinessReader reader;
  private final ObjectMapper json;
  private final URI invariants;
  private final OwnToken own;

  GuaranteeProbe(
      Hub hub, ReadinessReader reader, ObjectMapper json, ConsoleSettings settings, OwnToken own) {
    this.hub = hub;
    this.reader = reader;
    this.json = json;
    this.invariants = settings.auditor().resolve("/v1/invariants");
    this.own = own;
  }

  @Override
  public void look() throws InterruptedException {
    Optional<String> told = reader.content(invariants, own.get());
    hub.state("guarantees", told.isPresent() ? parsed(told.get()) : NullNode.getInstance());
  }

  private JsonNode parsed(String content) {
    try {
      return json.readTree(content);
    } catch (IOException e) {
      return NullNode.getInstance();
    }
  }
}
