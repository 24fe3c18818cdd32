package dev.cascade.console.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cascade.console.login.Viewers.NobodyAnswersException;
import dev.cascade.console.login.Viewers.Viewer;
import dev.cascade.console.relay.Answer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Lets nobody see more than the empty pages who has not given the token of an operator or an
 * auditor, where the services ask for tokens. {@code POST /api/session} takes it, {@code DELETE}
 * forgets it, {@code GET} tells whose it is.
 */
@Singleton
final class LoginRoute {

  /** After OwnPagesOnly, before everything that answers. */
  private static final int BEFORE_ANSWERS = -900;

  private static final String SESSION = "/api/session";
  private static final int MOST_BODY_BYTES = 16_384;

  /** The pages themselves, whether the console is well, and spans, which come from services. */
  private static final Pattern OPEN =
      Pattern.compile(
          "GET /|GET /(index\\.html|style\\.css|icon\\.svg|favicon\\.ico)"
              + "|GET /(js|vendor)/[A-Za-z0-9./_-]+|GET /q/health(/[a-z]+)?|POST /v1/traces");

  private final OwnToken own;
  private final Viewers viewers;
  private final ObjectMapper json;

  LoginRoute(OwnToken own, Viewers viewers, ObjectMapper json) {
    this.own = own;
    this.viewers = viewers;
    this.json = json;
  }

  void register(@Observes Router router) {
    router.get(SESSION).order(BEFORE_ANSWERS - 1).handler(this::tell);
    router.delete(SESSION).order(BEFORE_ANSWERS - 1).handler(this::forget);
    router
        .post(SESSION)
        .order(BEFORE_ANSWERS - 1)
        .handler(BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES))
        .handler(this::take);
    if (own.isNeeded()) {
      router.route().order(BEFORE_ANSWERS).handler(this::guard);
    }
  }

  /** Whether a request is answered without a token. */
  static boolean isOpen(String method, String path) {
    String asked = (method.equals("HEAD") ? "GET" : method) + " " + path;
    return !path.contains("..") && OPEN.matcher(asked).matches();
  }

  private void guard(RoutingContext request) {
    if (isOpen(request.request().method().name(), request.request().path())) {
      request.next();
      return;
    }
    admit(request, Tokens.of(request.request()), _ -> request.next());
  }

  /** Goes on with whoever may look at the console, and refuses everybody else. */
  private void admit(RoutingContext request, Optional<String> token, Consumer<Viewer> then) {
    look(
        request,
        token,
        viewer -> {
          if (viewer.isEmpty()) {
            refuse(request);
          } else if (!viewer.get().seesEverything()) {
            forbid(request);
          } else {
            then.accept(viewer.get());
          }
        });
  }

  private void tell(RoutingContext request) {
    if (!own.isNeeded()) {
      end(request, json.createObjectNode().put("required", false));
      return;
    }
    look(
        request,
        Tokens.of(request.request()),
        viewer -> end(request, described(viewer.filter(Viewer::seesEverything))));
  }

  private ObjectNode described(Optional<Viewer> viewer) {
    ObjectNode session = json.createObjectNode().put("required", true);
    viewer.ifPresent(it -> {
      session.put("subject", it.subject());
      it.roles().forEach(session.withArray("roles")::add);
    });
    return session;
  }

  private void take(RoutingContext request) {
    Optional<String> token = tokenIn(request);
    admit(
        request,
        token,
        viewer -> {
          request.response().addCookie(Tokens.kept(request.request(), token.orElseThrow()));
          end(request, described(Optional.of(viewer)));
        });
  }

  private void forget(RoutingContext request) {
    request.response().addCookie(Tokens.forgotten(request.request()));
    request.response().setStatusCode(204).end();
  }

  private Optional<String> tokenIn(RoutingContext request) {
    try {
      JsonNode token = json.readTree(request.body().asString()).path("token");
      return token.isTextual() ? Optional.of(token.asText().strip()) : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Finds out whose token it is; a service may be asked, so it takes time. */
  private void look(
      RoutingContext request, Optional<String> token, Consumer<Optional<Viewer>> next) {
    if (token.isEmpty()) {
      next.accept(Optional.empty());
      return;
    }
    Context connection = Vertx.currentContext();
    request.request().pause();
    Thread.ofVirtual()
        .name("login")
        .start(() -> {
          Runnable then = answered(request, token.get(), next);
          connection.runOnContext(_ -> {
            request.request().resume();
            then.run();
          });
        });
  }

  private Runnable answered(RoutingContext request, String token, Consumer<Optional<Viewer>> next) {
    try {
      Optional<Viewer> viewer = viewers.viewer(token);
      return () -> next.accept(viewer);
    } catch (NobodyAnswersException e) {
      return () -> Answer.problem(503, "Service Unavailable", e.getMessage() + ".").end(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return () -> Answer.problem(503, "Service Unavailable", "The console ends.").end(request);
    }
  }

  private static void refuse(RoutingContext request) {
    Answer.problem(
            401,
            "Unauthorized",
            "The console needs a token that the services accept: ./cascade token --role operator")
        .end(request);
  }

  private static void forbid(RoutingContext request) {
    Answer.problem(
            403,
            "Forbidden",
            "The console shows everything of everybody; it needs the token of an operator or auditor.")
        .end(request);
  }

  private static void end(RoutingContext request, ObjectNode session) {
    new Answer(
            200,
            Map.of("Content-Type", "application/json", "Cache-Control", "no-store"),
            session.toString())
        .end(request);
  }
}
