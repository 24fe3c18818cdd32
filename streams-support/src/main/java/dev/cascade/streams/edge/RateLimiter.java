package dev.cascade.streams.edge;

import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemWriter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Refuses with 429 who asks more than his share, before anything is read or done for him. Health
 * and metrics under {@code /q} are free. A read that another instance of the service forwards was
 * counted there. Without a limit, no request passes here.
 */
@ApplicationScoped
public class RateLimiter {

  /** After tokens are looked at, so that a caller with one counts by his name. */
  private static final int PRIORITY = 40;

  private final EdgeSettings settings;
  private final ProblemWriter problems;
  private final Peers peers;
  private final List<CallerName> names;
  private final Counter refused;
  private final RateLimit limit;

  RateLimiter(
      EdgeSettings settings,
      ProblemWriter problems,
      Peers peers,
      @Any Instance<CallerName> names,
      MeterRegistry meters) {
    this.settings = settings;
    this.problems = problems;
    this.peers = peers;
    this.names = names.stream().toList();
    this.refused = meters.counter("cascade.edge.refused", "for", "rate");
    this.limit =
        new RateLimit(
            Math.max(1, settings.requestsPerSecond()),
            settings.burst(),
            settings.mostCallers(),
            System::nanoTime);
  }

  void register(@Observes Filters filters) {
    if (settings.requestsPerSecond() > 0) {
      peers.follow();
      filters.register(this::check, PRIORITY);
    }
  }

  private void check(RoutingContext request) {
    if (QuarkusPages.have(request) || peers.isForwarded(request.request()) || !turnsAway(request)) {
      request.next();
    }
  }

  /**
   * Counts a request that is about to be answered without passing here, such as one without a good
   * token.
   *
   * @return whether it is one too many, and answered so
   */
  public boolean turnsAway(RoutingContext request) {
    long waitNanos = settings.requestsPerSecond() > 0 ? limit.waitNanos(caller(request)) : 0;
    if (waitNanos > 0) {
      refuse(request, waitNanos);
    }
    return waitNanos > 0;
  }

  private void refuse(RoutingContext request, long waitNanos) {
    refused.increment();
    long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(waitNanos - 1) + 1);
    request.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    problems.end(
        request,
        Problem.of(
            429,
            "Too Many Requests",
            "More than %d requests a second, and %d at once, are not answered. Ask again in %d s."
                .formatted(settings.requestsPerSecond(), settings.burst(), seconds)));
  }

  private String caller(RoutingContext request) {
    return names.stream()
        .map(each -> each.of(request))
        .flatMap(Optional::stream)
        .findFirst()
        .map(name -> "name " + name)
        .orElseGet(() -> RemoteAddress.of(request.request().remoteAddress()));
  }
}
