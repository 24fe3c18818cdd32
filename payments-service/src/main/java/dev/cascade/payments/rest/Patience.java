package dev.cascade.payments.rest;

import dev.cascade.payments.config.PaymentsSettings;
import dev.cascade.streams.query.Deadline;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a caller wants to wait: the parameter {@code timeout} in milliseconds, or the header
 * {@code Prefer: wait=N} in seconds.
 */
@ApplicationScoped
class Patience {

  private static final Pattern WAIT =
      Pattern.compile("(?:^|[,;\\s])wait=([0-9]{1,9})(?:$|[,;\\s])");
  private static final Pattern MILLIS = Pattern.compile("[0-9]{1,9}");

  private final PaymentsSettings settings;

  Patience(PaymentsSettings settings) {
    this.settings = settings;
  }

  Deadline toRead(Input input, @Nullable String timeout, HttpHeaders headers) {
    return Deadline.in(duration(input, timeout, headers, settings.readTimeout()));
  }

  /** Until when a timeline is read, as the caller wants it. */
  Deadline toTell(Input input, @Nullable String timeout, HttpHeaders headers) {
    return Deadline.in(duration(input, timeout, headers, settings.timelineTimeout()));
  }

  /** Until when a write waits for its effect, as the caller wants it. */
  Deadline toWrite(Input input, @Nullable String timeout, HttpHeaders headers) {
    return Deadline.in(duration(input, timeout, headers, settings.writeTimeout()));
  }

  /** How long a write waits for its effect. */
  Duration usualWrite() {
    return settings.writeTimeout();
  }

  private Duration duration(
      Input input, @Nullable String timeout, HttpHeaders headers, Duration otherwise) {
    if (timeout == null) {
      return preferred(headers).orElse(otherwise);
    }
    long most = settings.longestTimeout().toMillis();
    if (!MILLIS.matcher(timeout).matches() || Long.parseLong(timeout) > most) {
      input.violated("timeout", "must be a number of milliseconds from 0 to " + most);
      return otherwise;
    }
    return Duration.ofMillis(Long.parseLong(timeout));
  }

  /** A preference that cannot be met in full is met as far as possible. */
  private Optional<Duration> preferred(HttpHeaders headers) {
    List<String> preferences = headers.getRequestHeader("Prefer");
    if (preferences == null) {
      return Optional.empty();
    }
    return preferences.stream()
        .map(WAIT::matcher)
        .filter(Matcher::find)
        .map(wait -> Duration.ofSeconds(Long.parseLong(wait.group(1))))
        .map(wait ->
            wait.compareTo(settings.longestTimeout()) > 0 ? settings.longestTimeout() : wait)
        .findFirst();
  }
}
