package dev.cascade.payments.rest;

import dev.cascade.payments.config.PaymentsSettings;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.request.RequestedWait;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long callers of this service wait, unless they say otherwise. */
@ApplicationScoped
class Patience {

  private final PaymentsSettings settings;
  private final RequestedWait wait;

  Patience(PaymentsSettings settings) {
    this.settings = settings;
    this.wait = new RequestedWait(settings.longestTimeout());
  }

  Deadline toRead(Input input, @Nullable String timeout, HttpHeaders headers) {
    return Deadline.in(wait.of(input, timeout, headers, settings.readTimeout()));
  }

  /** Until when a timeline is read, as the caller wants it. */
  Deadline toTell(Input input, @Nullable String timeout, HttpHeaders headers) {
    return Deadline.in(wait.of(input, timeout, headers, settings.timelineTimeout()));
  }

  /** Until when a write waits for its effect, as the caller wants it. */
  Deadline toWrite(Input input, @Nullable String timeout, HttpHeaders headers) {
    return Deadline.in(wait.of(input, timeout, headers, settings.writeTimeout()));
  }

  /** How long a write waits for its effect. */
  Duration usualWrite() {
    return settings.writeTimeout();
  }
}
