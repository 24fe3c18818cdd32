package dev.cascade.auditor.rest;

import dev.cascade.auditor.run.Auditor;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What is promised, and whether the committed records keep it. */
@Path("/v1/invariants")
@Blocking
@RunOnVirtualThread
public class InvariantsResource {

  private final Auditor auditor;

  InvariantsResource(Auditor auditor) {
    this.auditor = auditor;
  }

  /** All guarantees and the latest breaches. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public InvariantsView invariants() {
    return InvariantsView.of(auditor);
  }
}
