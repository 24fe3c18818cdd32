package dev.cascade.streams.identity;

import dev.cascade.streams.identity.Access.Grant;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.problem.ProblemResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.util.Set;

/** Lets a caller use a route that his roles give him, and notes how much of it. */
@Provider
@Priority(Priorities.AUTHORIZATION)
class RoleFilter implements ContainerRequestFilter {

  private final CurrentCaller callers;
  private final Access access;
  private final ResourceInfo resource;
  private final RoutingContext routing;

  RoleFilter(CurrentCaller callers, Access own, ResourceInfo resource, RoutingContext routing) {
    this.callers = callers;
    this.access = Access.SHARED.and(own);
    this.resource = resource;
    this.routing = routing;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!callers.areAsked()) {
      return;
    }
    Caller caller = CurrentCaller.of(routing);
    if (caller == null) {
      // A way around the doorkeeper; nobody knows of one.
      request.abortWith(challenged(Challenge.noToken()));
      return;
    }
    String path = path(resource.getResourceClass()) + path(resource.getResourceMethod());
    Grant grant = access.grant(request.getMethod(), path, caller.roles());
    if (grant == Grant.NONE) {
      throw refused(access.roles(request.getMethod(), path));
    }
    CurrentCaller.set(routing, caller.seeing(grant == Grant.ALL));
  }

  private static ProblemException refused(Set<String> roles) {
    String detail =
        roles.isEmpty()
            ? "Nobody may do this."
            : "The token must have one of the roles " + String.join(", ", roles) + ".";
    return new ProblemException(Problem.of(403, "Forbidden", detail));
  }

  private static Response challenged(Challenge challenge) {
    return ProblemResponse.of(challenge.problem())
        .header(HttpHeaders.WWW_AUTHENTICATE, challenge.header())
        .build();
  }

  /** As the annotation says, with a slash before it and none behind. */
  private static String path(AnnotatedElement declared) {
    Path path = declared.getAnnotation(Path.class);
    String template = path == null ? "" : path.value().replaceAll("^/+|/+$", "");
    return template.isEmpty() ? "" : "/" + template;
  }
}
