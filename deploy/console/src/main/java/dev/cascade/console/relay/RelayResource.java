package dev.cascade.console.relay;

import dev.cascade.console.journal.Acts;
import dev.cascade.console.journal.Acts.Act;
import dev.cascade.console.journal.Troubles;
import dev.cascade.console.login.OwnToken;
import dev.cascade.console.login.Tokens;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;

/** {@code /api/SERVICE/v1/...}: what browsers ask of the services. */
@Path("/api/{service}/v1/{path:.*}")
@RunOnVirtualThread
public class RelayResource {

  private static final int SERVER_ERROR = 500;

  private final Upstream upstream;
  private final Acts acts;
  private final Troubles troubles;
  private final OwnToken own;

  RelayResource(Upstream upstream, Acts acts, Troubles troubles, OwnToken own) {
    this.upstream = upstream;
    this.acts = acts;
    this.troubles = troubles;
    this.own = own;
  }

  /** Reads. */
  @GET
  public Response get(@PathParam("service") String service, @Context HttpServerRequest request)
      throws InterruptedException {
    return relay(service, request, new byte[0]);
  }

  /** Asks for a change. */
  @POST
  public Response post(
      @PathParam("service") String service, @Context HttpServerRequest request, byte[] body)
      throws InterruptedException {
    return relay(service, request, body);
  }

  /** Asks for a change. */
  @PUT
  public Response put(
      @PathParam("service") String service, @Context HttpServerRequest request, byte[] body)
      throws InterruptedException {
    return relay(service, request, body);
  }

  /** Asks for a change. */
  @DELETE
  public Response delete(@PathParam("service") String service, @Context HttpServerRequest request)
      throws InterruptedException {
    return relay(service, request, new byte[0]);
  }

  private Response relay(String service, HttpServerRequest request, byte[] body)
      throws InterruptedException {
    String method = request.method().name();
    String path = request.path().substring(("/api/" + service).length());
    if (!AllowedRequests.allows(service, method, path)) {
      return response(
          Answer.problem(404, "Not Found", "The console passes nothing of the kind on."));
    }
    String query = request.query();
    String target = query == null ? path : path + "?" + query;
    Answer answer = upstream.send(service, method, target, body, identity(request));
    if (!method.equals("GET")) {
      String from = String.valueOf(request.remoteAddress().hostAddress());
      acts.add(new Act(Instant.now(), from, service, method + " " + path, answer.status()));
    }
    if (answer.status() >= SERVER_ERROR) {
      troubles.add(
          service, "%s %s: %d %s".formatted(method, path, answer.status(), answer.detail()));
    }
    return response(answer);
  }

  /** The user's own; the console has none that could do what he may not. */
  private Optional<String> identity(HttpServerRequest request) {
    return own.isNeeded() ? Tokens.of(request) : Optional.empty();
  }

  private static Response response(Answer answer) {
    Response.ResponseBuilder response = Response.status(answer.status()).entity(answer.body());
    answer.headers().forEach(response::header);
    return response.header("Cache-Control", "no-store").build();
  }
}
