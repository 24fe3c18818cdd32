package dev.cascade.streams.desk;

import dev.cascade.streams.desk.DeskRequest.ReplayManyRequest;
import dev.cascade.streams.desk.DeskRequest.ReplayRequest;
import dev.cascade.streams.desk.LetterViews.CountList;
import dev.cascade.streams.desk.LetterViews.Lines;
import dev.cascade.streams.desk.LetterViews.Opened;
import dev.cascade.streams.desk.LetterViews.WorkedView;
import dev.cascade.streams.identity.CurrentCaller;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The service's dead letters over HTTP; any instance answers for all of them. */
@Path("/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RunOnVirtualThread
@Tag(name = "Dead letters", description = "Records that could not be processed, as a list of work")
public class DeadLettersResource {

  private final Desk desk;
  private final CurrentCaller callers;

  DeadLettersResource(Desk desk, CurrentCaller callers) {
    this.desk = desk;
    this.callers = callers;
  }

  /** A part of the list. */
  @GET
  @Operation(
      summary = "Letters, newest first",
      description =
          "An answer may hold fewer letters than the limit, even none, and a cursor all the same:"
              + " a request looks through as many letters as its time allows.")
  public Lines list(
      @Parameter(description = "Where the records were read") @QueryParam("topic")
          @Nullable String topic,
      @Parameter(description = "Simple name of the failure") @QueryParam("reason")
          @Nullable String reason,
      @Parameter(description = "Written then or later, ISO 8601") @QueryParam("from")
          @Nullable String from,
      @Parameter(description = "Written before then, ISO 8601") @QueryParam("to")
          @Nullable String to,
      @Parameter(description = "open, replayed or discarded") @QueryParam("state")
          @Nullable String state,
      @Parameter(description = "1 to 500, 100 by default") @QueryParam("limit")
          @Nullable String limit,
      @Parameter(description = "From the answer before") @QueryParam("cursor")
          @Nullable String cursor) {
    ListRequest request =
        ListRequest.of(new ListRequest.Parameters(topic, reason, from, to, state, limit, cursor));
    return Lines.of(desk.list(request.filter(), request.cursor(), request.limit()));
  }

  /** How many there are. */
  @GET
  @Path("/counts")
  @Operation(summary = "How many letters there are, by topic, reason and state")
  public CountList counts() {
    return CountList.of(desk.counts());
  }

  /** One letter. */
  @GET
  @Path("/{id}")
  @Operation(
      summary = "A letter with its content, and what was done with it",
      description = "What is about a person is masked in the value; raw=true gives the bytes.")
  @APIResponse(responseCode = "200", description = "The letter")
  @APIResponse(responseCode = "404", description = "It is not there, or expired")
  public Opened one(
      @PathParam("id") String id,
      @Parameter(description = "true for the bytes, which are not masked") @QueryParam("raw")
          boolean raw) {
    return Opened.of(desk.open(known(id)), raw);
  }

  /** Puts the letter's record on its topic again. */
  @POST
  @Path("/{id}/replay")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Put the letter's record on its topic again, once, as it is or with another value",
      description = "The value may be left out.")
  @RequestBody(content = @Content(schema = @Schema(implementation = DeskBodies.Replay.class)))
  @APIResponse(responseCode = "200", description = "It is there, now or since an earlier request")
  @APIResponse(responseCode = "404", description = "It is not there, or expired")
  @APIResponse(responseCode = "409", description = "It was discarded, or is only a beginning")
  @APIResponse(responseCode = "422", description = "The value does not fit the topic's schema")
  @APIResponse(responseCode = "503", description = "Kafka did not confirm it; ask again")
  public Opened replay(@PathParam("id") String id, byte[] body) {
    ReplayRequest request = DeskRequest.replay(body);
    return Opened.of(desk.replay(known(id), signed(request.signature()), request.value()));
  }

  /** Puts many letters' records on their topics again. */
  @POST
  @Path("/replay")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Replay open letters as they are, oldest first, a bounded number per call",
      description =
          "Topic, reason and cursor may be left out. While the answer says more, ask again, with"
              + " its cursor.")
  @RequestBody(content = @Content(schema = @Schema(implementation = DeskBodies.ReplayMany.class)))
  @APIResponse(responseCode = "200", description = "How many were replayed, and whether to go on")
  public WorkedView replayMany(byte[] body) {
    ReplayManyRequest request = DeskRequest.replayMany(body);
    return WorkedView.of(
        desk.replayMany(
            request.topic(), request.reason(), request.cursor(), signed(request.signature())));
  }

  /** Says that the letter is not needed. */
  @POST
  @Path("/{id}/discard")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Say that the letter is not needed")
  @RequestBody(content = @Content(schema = @Schema(implementation = DeskBodies.Discard.class)))
  @APIResponse(responseCode = "200", description = "It is discarded, now or since earlier")
  @APIResponse(responseCode = "404", description = "It is not there, or expired")
  @APIResponse(responseCode = "409", description = "It was replayed")
  public Opened discard(@PathParam("id") String id, byte[] body) {
    return Opened.of(desk.discard(known(id), signed(DeskRequest.discard(body))));
  }

  /** Where callers are known, what one says of himself does not count. */
  private Signature signed(Signature said) {
    String subject = callers.get().subject();
    return subject.isEmpty() ? said : new Signature(subject, said.why());
  }

  private static LetterId known(String id) {
    return LetterId.parse(id)
        .orElseThrow(() ->
            new ProblemException(
                Problem.notFound("There is no letter " + id + "; an id looks like 0-17.")));
  }
}
