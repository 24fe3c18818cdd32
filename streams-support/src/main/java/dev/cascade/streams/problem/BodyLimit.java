package dev.cascade.streams.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.OptionalLong;
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
  private final ProblemWriter problems;

  BodyLimit(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") Optional<MemorySize> most,
      ProblemWriter problems) {
    this.most = most;
    this.problems = problems;
  }

  void register(@Observes Filters filters) {
    most.ifPresent(
        limit -> filters.register(request -> check(request, limit.asLongValue()), PRIORITY));
  }

  private void check(RoutingContext request, long limit) {
    if (announced(request.request().getHeader(HttpHeaders.CONTENT_LENGTH)).orElse(0) <= limit) {
      request.next();
      return;
    }
    problems.end(request, problem(limit));
  }

  /** What is said of a body that is longer. */
  static Problem problem(long limit) {
    return Problem.of(
        413, "Content Too Large", "The body is over the limit of " + limit + " bytes.");
  }

  /**
   * The length of a body; empty without a usable one, when {@link WholeBody} counts as it reads.
   */
  static OptionalLong announced(@Nullable String length) {
    try {
      long bytes = length == null ? -1 : Long.parseLong(length);
      return bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
