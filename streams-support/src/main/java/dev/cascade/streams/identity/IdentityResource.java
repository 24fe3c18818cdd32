package dev.cascade.streams.identity;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the service makes of a token. */
@Path("/v1/identity")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RunOnVirtualThread
@Tag(name = "Identity", description = "Who the caller is, as the service sees it")
public class IdentityResource {

  private final CurrentCaller callers;

  IdentityResource(CurrentCaller callers) {
    this.callers = callers;
  }

  /**
   * Who calls.
   *
   * @param required whether the service asks for tokens; if not, the rest is empty
   * @param subject the caller's id
   * @param roles what the issuer of his token says that he is
   */
  @RegisterForReflection
  public record Identity(boolean required, String subject, SortedSet<String> roles) {}

  /** Tells the caller who he is. */
  @GET
  @Operation(summary = "Who the caller is, by his token")
  @APIResponse(responseCode = "200", description = "A good token, or none is asked for")
  @APIResponse(responseCode = "401", description = "No token, or one that is not accepted")
  public Identity identity() {
    Caller caller = callers.get();
    return new Identity(callers.areAsked(), caller.subject(), new TreeSet<>(caller.roles()));
  }
}
