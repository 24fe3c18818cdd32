package dev.cascade.streams.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * Makes a request part of its caller's trace. One that writes begins a trace when its caller has
 * none; one that reads does not, or people who wait would use up what is sampled. Health and
 * metrics do not pass here.
 */
@Provider
class RequestTraceFilter implements ContainerRequestFilter, ContainerResponseFilter {

  private static final int FIRST_FAILURE = 500;

  private final RequestTrace trace;
  private final Tracing tracing;
  private final ResourceInfo resource;

  RequestTraceFilter(RequestTrace trace, Tracing tracing, ResourceInfo resource) {
    this.trace = trace;
    this.tracing = tracing;
    this.resource = resource;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!tracing.isEnabled()) {
      return;
    }
    Optional<TraceContext> caller =
        Optional.ofNullable(request.getHeaderString(TraceContext.HEADER))
            .flatMap(TraceContext::parse);
    boolean takesPart = caller.map(TraceContext::sampled).orElseGet(() -> writes(request));
    if (takesPart) {
      tracing
          .tracer()
          .ifPresentOrElse(
              tracer -> begin(tracer, request, caller), () -> caller.ifPresent(trace::carryOn));
    }
  }

  private static boolean writes(ContainerRequestContext request) {
    return switch (request.getMethod()) {
      case HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE -> true;
      default -> false;
    };
  }

  private void begin(
      Tracer tracer, ContainerRequestContext request, Optional<TraceContext> caller) {
    String route = route();
    Span span =
        tracer
            .spanBuilder(request.getMethod() + " " + route)
            .setParent(caller.map(HopTracer::under).orElseGet(Context::root))
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("http.request.method", request.getMethod())
            .setAttribute("http.route", route)
            .setAttribute("url.path", request.getUriInfo().getRequestUri().getRawPath())
            .startSpan();
    if (span.getSpanContext().isSampled()) {
      trace.begin(span);
    }
  }

  private String route() {
    return path(resource.getResourceClass().getAnnotation(Path.class))
        + path(resource.getResourceMethod());
  }

  private static String path(Method method) {
    return method == null ? "" : path(method.getAnnotation(Path.class));
  }

  private static String path(Path path) {
    String template = path == null ? "" : path.value();
    return template.isEmpty() || template.startsWith("/") ? template : "/" + template;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (tracing.tracer().isPresent()) {
      trace.span().ifPresent(span -> end(span, response.getStatus()));
    }
  }

  private static void end(Span span, int status) {
    span.setAttribute("http.response.status_code", status);
    if (status >= FIRST_FAILURE) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }
}
