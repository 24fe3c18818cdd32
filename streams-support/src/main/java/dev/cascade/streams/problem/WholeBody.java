package dev.cascade.streams.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Reads a body whole before anything is done with it. One that turns out to be over the limit
 * without having said how large it is, or that breaks off, is refused here, in words. Quarkus ends
 * the former by itself and fails, which would be an error of the service in its log.
 */
@Provider
@Priority(Priorities.ENTITY_CODER)
class WholeBody implements ContainerRequestFilter {

  private static final Logger LOG = Logger.getLogger(WholeBody.class);
  private static final String TRANSFER_ENCODING = "Transfer-Encoding";

  private final Optional<MemorySize> most;
  private final RoutingContext routing;

  WholeBody(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") Optional<MemorySize> most,
      RoutingContext routing) {
    this.most = most;
    this.routing = routing;
  }

  /** A method that runs on the thread of all connections gets what of a body is there already. */
  @Override
  public void filter(ContainerRequestContext request) {
    if (most.isEmpty() || !hasBody(request) || Context.isOnEventLoopThread()) {
      return;
    }
    int limit = Math.toIntExact(most.get().asLongValue());
    routing.remove(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY);
    try {
      byte[] body = request.getEntityStream().readNBytes(atMost(request, limit));
      if (body.length > limit) {
        // What still comes until the connection is closed is not kept.
        routing.request().handler(null);
        request.abortWith(last(BodyLimit.problem(limit)));
      } else {
        request.setEntityStream(new ByteArrayInputStream(body));
      }
    } catch (IOException e) {
      LOG.debugf("Who asked has gone before all was said: %s", e.getMessage());
      request.abortWith(last(Problem.of(400, "Bad Request", "The request is not complete.")));
    }
  }

  /** As much as is announced, so that no more room is made; one over the limit where nothing is. */
  private static int atMost(ContainerRequestContext request, int limit) {
    OptionalLong announced =
        request.getHeaderString(TRANSFER_ENCODING) == null
            ? BodyLimit.announced(request.getHeaderString(HttpHeaders.CONTENT_LENGTH))
            : OptionalLong.empty();
    return (int) Math.min(limit + 1L, announced.orElse(limit + 1L));
  }

  private static boolean hasBody(ContainerRequestContext request) {
    return request.getHeaderString(HttpHeaders.CONTENT_LENGTH) != null
        || request.getHeaderString(TRANSFER_ENCODING) != null;
  }

  /** Nothing more of the request is read, so the connection is of no use. */
  private static Response last(Problem problem) {
    return ProblemResponse.of(problem).header("Connection", "close").build();
  }
}
