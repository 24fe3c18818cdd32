package dev.cascade.email.rest;

import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Sending a mail again. */
@Path("/v1/emails/{orderId}/resend")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RunOnVirtualThread
@Tag(name = "E-mails")
public class ResendResource {

  private final ResendWriter writer;

  ResendResource(ResendWriter writer) {
    this.writer = writer;
  }

  /** Notes the wish. */
  @POST
  @Operation(
      summary = "Send an order's mail again",
      description =
          "The same requestId again has no further effect. A mail that has no outcome yet is not"
              + " sent twice; one that was settled longer ago than the service keeps requests is"
              + " not sent.")
  @APIResponse(responseCode = "202", description = "Noted; Location tells the outcome")
  public Response resend(@PathParam("orderId") String orderId, @Nullable ResendRequest request) {
    if (request == null) {
      throw new ProblemException(Problem.invalid("body", "must be a JSON object"));
    }
    writer.write(request.wish(orderId));
    return Response.accepted().location(outcomeOf(orderId)).build();
  }

  private static URI outcomeOf(String orderId) {
    return URI.create("/v1/emails?orderId=" + URLEncoder.encode(orderId, StandardCharsets.UTF_8));
  }
}
