package dev.cascade.inventory.rest;

import dev.cascade.inventory.config.InventorySettings;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.request.RequestedWait;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long callers of this service wait, unless they say otherwise. */
@ApplicationScoped
class Patience {

  private final InventorySettings settings;
  private final RequestedWait wait;

  Patience(InventorySettings settings) {
    this.settings = settings;
    this.wait = new RequestedWait(settings.longestTimeout());
  }

  Deadline toRead(Input input, @Nullable String timeout, HttpHeaders headers) {
    return Deadline.in(wait.of(input, timeout, headers, settings.readTimeout()));
  }

  Duration toWrite(Input input, @Nullable String timeout, HttpHeaders headers) {
    return wait.of(input, timeout, headers, settings.writeTimeout());
  }
}
