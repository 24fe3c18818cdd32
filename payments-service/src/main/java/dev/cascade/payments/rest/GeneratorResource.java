package dev.cascade.payments.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.payments.domain.generator.Load;
import dev.cascade.payments.generator.Generator;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The payment generator over HTTP. */
@Path("/v1/generator")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RunOnVirtualThread
@Tag(name = "Generator", description = "Generates a load of payments")
public class GeneratorResource {

  private static final Set<String> FIELDS =
      Set.of("ratePerSecond", "accounts", "skew", "durationSeconds");
  private static final int MAX_RATE = 20_000;
  private static final int MAX_ACCOUNTS = 100_000;
  private static final int MAX_SECONDS = 86_400;

  private final Generator generator;

  GeneratorResource(Generator generator) {
    this.generator = generator;
  }

  /** The load's progress as JSON. */
  @RegisterForReflection
  record ProgressView(
      String id,
      boolean running,
      int ratePerSecond,
      int accounts,
      Load.Skew skew,
      long durationSeconds,
      Instant startedAt,
      long submitted,
      long acknowledged,
      long failed) {

    static ProgressView of(Generator.Progress it) {
      return new ProgressView(
          it.id(),
          it.running(),
          it.load().ratePerSecond(),
          it.load().accounts(),
          it.load().skew(),
          it.load().duration().toSeconds(),
          it.startedAt(),
          it.submitted(),
          it.acknowledged(),
          it.failed());
    }
  }

  /** Starts a load. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Start a load of payments between accounts gen-0, gen-1, ...")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = ProgressView.class),
              example =
                  "{\"ratePerSecond\":100,\"accounts\":50,\"skew\":\"ZIPF\",\"durationSeconds\":60}"))
  @APIResponse(
      responseCode = "202",
      description = "Started",
      content = @Content(schema = @Schema(implementation = ProgressView.class)))
  @APIResponse(responseCode = "409", description = "Another load is under way")
  public Response start(@Parameter(hidden = true) @Nullable JsonNode body) {
    Input input = Input.of(body, FIELDS);
    Load load =
        new Load(
            input.number("ratePerSecond", 1, MAX_RATE).orElse(100),
            input.number("accounts", 2, MAX_ACCOUNTS).orElse(50),
            input.oneOf("skew", List.of(Load.Skew.UNIFORM, Load.Skew.ZIPF, Load.Skew.HOT)),
            Duration.ofSeconds(input.number("durationSeconds", 1, MAX_SECONDS).orElse(60)));
    input.check();
    return generator
        .start(load)
        .map(it -> Response.accepted(ProgressView.of(it)).build())
        .orElseThrow(
            () -> new ProblemException(Problem.conflict("A load is under way; stop it first.")));
  }

  /** How far the load is. */
  @GET
  @Operation(summary = "The present load, or the last one")
  @APIResponse(
      responseCode = "200",
      description = "How far it is",
      content = @Content(schema = @Schema(implementation = ProgressView.class)))
  @APIResponse(responseCode = "404", description = "No load was started yet")
  public ProgressView progress() {
    return generator
        .progress()
        .map(ProgressView::of)
        .orElseThrow(() -> new ProblemException(Problem.notFound("No load was started yet.")));
  }

  /** Stops the load. */
  @DELETE
  @Operation(summary = "Stop the load")
  @APIResponse(responseCode = "204", description = "None is under way any more")
  public Response stop() {
    generator.stop();
    return Response.noContent().build();
  }
}
