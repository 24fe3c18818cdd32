package dev.cascade.streams.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a body that is announced as longer than {@code quarkus.http.limits.max-body-size}, before
 * any of it is read. Quarkus does so too, but without a word.
 */
@ApplicationScoped
class BodyLimit {

  /** Before Quarkus's own check, which is at 2. */
  private static final int PRIORITY = 100;

  private final Optional<MemorySize> most;
  private final ObjectMapper json;

  BodyLimit(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") Optional<MemorySize> most,
      ObjectMapper json) {
    this.most = most;
    this.json = json;
  }

  void register(@Observes Filters filters) {
    most.ifPresent(
        limit -> filters.register(request -> check(request, limit.asLongValue()), PRIORITY));
  }

  private void check(RoutingContext request, long limit) {
    if (announced(request.request().getHeader(HttpHeaders.CONTENT_LENGTH)) <= limit) {
      request.next();
      return;
    }
    Problem problem =
        Problem.of(413, "Content Too Large", "The body is over the limit of " + limit + " bytes.");
    request
        .response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .end(text(problem));
  }

  /** Without a usable length, the body is counted as it is read. */
  private static long announced(@Nullable String length) {
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private String text(Problem problem) {
    try {
      return json.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A problem cannot be written", e);
    }
  }
}
