package dev.cascade.payments.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.payments.control.GateControl;
import dev.cascade.payments.control.GateStatus;
import dev.cascade.payments.domain.control.GateAcknowledgement;
import dev.cascade.payments.domain.control.GateCommand;
import dev.cascade.payments.publishing.PaymentsWriter;
import dev.cascade.streams.query.Deadline;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The control of the payment gate over HTTP. */
@Path("/v1/control")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RunOnVirtualThread
@Tag(name = "Control", description = "Pauses, drains and limits the payment gate")
public class ControlResource {

  static final int MAX_RATE = 1_000_000;
  static final int MAX_RAMP_MILLIS = 3_600_000;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,8}");
  private static final Set<String> RATE_FIELDS = Set.of("ratePerSecond", "rampMillis");

  private final GateControl control;
  private final PaymentsWriter writer;
  private final Patience patience;

  ControlResource(GateControl control, PaymentsWriter writer, Patience patience) {
    this.control = control;
    this.writer = writer;
    this.patience = patience;
  }

  /** The status as JSON. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StatusView(
      String commandId,
      GateCommand.Mode mode,
      @Nullable Integer ratePerSecond,
      long rampMillis,
      boolean acknowledged,
      List<InstanceView> instances) {

    static StatusView of(GateStatus status) {
      GateCommand command = status.command();
      return new StatusView(
          command.commandId(),
          command.mode(),
          command.ratePerSecond(),
          command.ramp().toMillis(),
          status.isAcknowledged(),
          status.acknowledgements().stream().map(it -> InstanceView.of(it, status)).toList());
    }
  }

  /** What one instance said last. */
  @RegisterForReflection
  record InstanceView(
      String instance,
      boolean live,
      String commandId,
      GateAcknowledgement.Phase state,
      Instant since) {

    static InstanceView of(GateAcknowledgement it, GateStatus status) {
      return new InstanceView(
          it.instance(),
          status.live().contains(it.instance()),
          it.commandId(),
          it.phase(),
          it.at());
    }
  }

  /** Lets nothing in. */
  @POST
  @Path("/pause")
  @Operation(summary = "Let no payment in; answers when every instance obeys")
  @APIResponse(responseCode = "200", description = "Every instance obeys")
  @APIResponse(responseCode = "202", description = "Not every instance obeys yet")
  public CompletionStage<Response> pause(
      @Parameter(description = "Milliseconds") @QueryParam("timeout") @Nullable String timeout,
      @Context HttpHeaders headers) {
    return command(GateCommand.Mode.PAUSE, timeout, headers);
  }

  /** Lets nothing in, until nothing is in flight. */
  @POST
  @Path("/drain")
  @Operation(summary = "Let no payment in; answers when it is proved that nothing is in flight")
  @APIResponse(responseCode = "200", description = "Nothing is in flight")
  @APIResponse(responseCode = "202", description = "Payments are still in flight")
  public CompletionStage<Response> drain(
      @Parameter(description = "Milliseconds") @QueryParam("timeout") @Nullable String timeout,
      @Context HttpHeaders headers) {
    return command(GateCommand.Mode.DRAIN, timeout, headers);
  }

  /** Lets payments in again. */
  @POST
  @Path("/resume")
  @Operation(summary = "Let payments in again, slowly at first when rampMillis is given")
  @APIResponse(responseCode = "200", description = "Every instance obeys")
  public CompletionStage<Response> resume(
      @Parameter(description = "How long the rate takes to grow to the full one, milliseconds")
          @QueryParam("rampMillis")
          @Nullable String rampMillis,
      @Parameter(description = "Milliseconds") @QueryParam("timeout") @Nullable String timeout,
      @Context HttpHeaders headers) {
    Input input = Input.none();
    Duration ramp = ramp(input, rampMillis);
    Deadline deadline = patience.toWrite(input, timeout, headers);
    input.check();
    return command(GateCommand.Mode.RUN, ramp, deadline);
  }

  /** Limits the rate. */
  @PUT
  @Path("/rate")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Limit the payments per second over all instances; null for no limit")
  @RequestBody(content = @Content(schema = @Schema(implementation = Bodies.Rate.class)))
  @APIResponse(responseCode = "200", description = "Every instance obeys")
  public CompletionStage<Response> rate(
      @Parameter(hidden = true) @Nullable JsonNode body,
      @Parameter(description = "Milliseconds") @QueryParam("timeout") @Nullable String timeout,
      @Context HttpHeaders headers) {
    Input input = Input.of(body, RATE_FIELDS);
    Integer rate = input.number("ratePerSecond", 1, MAX_RATE).orElse(null);
    int ramp = input.number("rampMillis", 0, MAX_RAMP_MILLIS).orElse(0);
    Deadline deadline = patience.toWrite(input, timeout, headers);
    input.check();
    return control
        .latest(deadline)
        .thenCompose(latest -> command(latest.mode(), rate, Duration.ofMillis(ramp), deadline));
  }

  /** The latest command, and who obeys it. */
  @GET
  @Path("/status")
  @Operation(summary = "The latest command, and which instance obeys it")
  public StatusView status() {
    return StatusView.of(control.status());
  }

  private static Duration ramp(Input input, @Nullable String text) {
    if (text == null) {
      return Duration.ZERO;
    }
    int millis = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : MAX_RAMP_MILLIS + 1;
    if (millis > MAX_RAMP_MILLIS) {
      input.violated("rampMillis", "must be a whole number from 0 to " + MAX_RAMP_MILLIS);
    }
    return Duration.ofMillis(millis);
  }

  private CompletionStage<Response> command(
      GateCommand.Mode mode, @Nullable String timeout, HttpHeaders headers) {
    Input input = Input.none();
    Deadline deadline = patience.toWrite(input, timeout, headers);
    input.check();
    return command(mode, Duration.ZERO, deadline);
  }

  /** The rate stays what it is. */
  private CompletionStage<Response> command(
      GateCommand.Mode mode, Duration ramp, Deadline deadline) {
    return control
        .latest(deadline)
        .thenCompose(latest -> command(mode, latest.ratePerSecond(), ramp, deadline));
  }

  private CompletionStage<Response> command(
      GateCommand.Mode mode, @Nullable Integer rate, Duration ramp, Deadline deadline) {
    GateCommand command = control.next(UUID.randomUUID().toString(), mode, rate, ramp);
    return writer
        .ask(command)
        .thenCompose(_ -> control.acknowledged(command.commandId(), deadline))
        .thenApply(status -> answer(command, status));
  }

  private static Response answer(GateCommand command, GateStatus status) {
    boolean obeyed =
        status.command().commandId().equals(command.commandId()) && status.isAcknowledged();
    return Response.status(obeyed ? 200 : 202).entity(StatusView.of(status)).build();
  }
}
