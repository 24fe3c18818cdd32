package dev.cascade.streams.request;

import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a caller wants to wait: the parameter {@code timeout} in milliseconds, or the header
 * {@code Prefer: wait=N} in seconds (RFC 7240). A parameter that asks too much is a fault; a
 * preference that cannot be met in full is met as far as possible.
 *
 * @param longest that anybody may wait
 */
public record RequestedWait(Duration longest) {

  private static final Pattern WAIT =
      Pattern.compile("(?:^|[,;\\s])wait=([0-9]{1,9})(?:$|[,;\\s])");
  private static final Pattern MILLIS = Pattern.compile("[0-9]{1,9}");

  /**
   * What this caller asks for.
   *
   * @param request where a fault is told
   * @param otherwise how long he waits who says nothing
   */
  public Duration of(
      RequestFields request, @Nullable String timeout, HttpHeaders headers, Duration otherwise) {
    if (timeout == null) {
      return preferred(headers).orElse(otherwise);
    }
    long most = longest.toMillis();
    if (!MILLIS.matcher(timeout).matches() || Long.parseLong(timeout) > most) {
      request.violated("timeout", "must be a number of milliseconds from 0 to " + most);
      return otherwise;
    }
    return Duration.ofMillis(Long.parseLong(timeout));
  }

  private Optional<Duration> preferred(HttpHeaders headers) {
    List<String> preferences = headers.getRequestHeader("Prefer");
    if (preferences == null) {
      return Optional.empty();
    }
    return preferences.stream()
        .map(WAIT::matcher)
        .filter(Matcher::find)
        .map(wait -> Duration.ofSeconds(Long.parseLong(wait.group(1))))
        .map(wait -> wait.compareTo(longest) > 0 ? longest : wait)
        .findFirst();
  }
}
