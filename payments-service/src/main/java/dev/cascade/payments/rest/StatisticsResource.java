package dev.cascade.payments.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.payments.domain.statistics.Flow;
import dev.cascade.payments.rest.LocalStatistics.FlowPart;
import dev.cascade.payments.rest.LocalStatistics.WindowPart;
import dev.cascade.payments.topology.ViewsTopology;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.query.EveryInstance;
import dev.cascade.streams.query.EveryInstance.SpreadRead;
import dev.cascade.streams.query.ReadUri;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The statistics of all instances over HTTP. */
@Path("/v1/payments")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RunOnVirtualThread
@Tag(name = "Statistics", description = "What is in flight, what was confirmed, how long it took")
public class StatisticsResource {

  private static final int USUAL_MINUTES = 10;
  private static final int MOST_MINUTES = 1_440;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

  private final LocalStatistics local;
  private final Reads reads;
  private final EveryInstance everywhere;
  private final Patience patience;
  private final ObjectMapper json;
  private final Clock clock = Clock.systemUTC();

  StatisticsResource(
      LocalStatistics local,
      Reads reads,
      EveryInstance everywhere,
      Patience patience,
      ObjectMapper json) {
    this.local = local;
    this.reads = reads;
    this.everywhere = everywhere;
    this.patience = patience;
    this.json = json;
  }

  /** Counts and values of all instances, by currency. */
  @GET
  @Path("/stats")
  @Operation(summary = "Payments in flight and confirmed: count and value, by currency")
  public CompletionStage<Map<String, Object>> stats(
      @Parameter(description = "Milliseconds") @QueryParam("timeout") @Nullable String timeout,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    Deadline deadline = deadline(Input.none(), timeout, headers);
    LocalDate today = Flow.day(clock.instant());
    return flowParts(uri, headers, deadline)
        .thenApply(parts ->
            Map.of(
                "currencies",
                merged(parts).entrySet().stream()
                    .map(it -> FlowView.of(it.getKey(), it.getValue(), today))
                    .toList()));
  }

  /** Windows of all instances, the newest first. */
  @GET
  @Path("/throughput")
  @Operation(summary = "Confirmed payments in windows of one minute, with their latencies")
  @APIResponse(responseCode = "200", description = "The windows, the newest first")
  @APIResponse(responseCode = "504", description = "Not all are read within the timeout")
  public CompletionStage<Map<String, Object>> throughput(
      @Parameter(description = "How far back, 1 to 1440, 10 by default") @QueryParam("minutes")
          @Nullable String minutes,
      @Parameter(description = "Milliseconds") @QueryParam("timeout") @Nullable String timeout,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    Input input = Input.none();
    int back = minutes(input, minutes);
    Deadline deadline = deadline(input, timeout, headers);
    return windowParts(back, uri, headers, deadline)
        .thenApply(
            parts -> Map.of("windows", mergedWindows(parts).stream().map(WindowView::of).toList()));
  }

  /** What instances tell each other for the statistics. */
  @GET
  @Path("/stats/parts")
  @Operation(hidden = true)
  public CompletionStage<Map<String, Object>> flowParts(
      @QueryParam("timeout") @Nullable String timeout,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    return flowParts(uri, headers, deadline(Input.none(), timeout, headers))
        .thenApply(parts -> Map.of("items", parts));
  }

  /** What instances tell each other for the throughput. */
  @GET
  @Path("/throughput/parts")
  @Operation(hidden = true)
  public CompletionStage<Map<String, Object>> windowParts(
      @QueryParam("minutes") @Nullable String minutes,
      @QueryParam("timeout") @Nullable String timeout,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    Input input = Input.none();
    int back = minutes(input, minutes);
    Deadline deadline = deadline(input, timeout, headers);
    return windowParts(back, uri, headers, deadline).thenApply(parts -> Map.of("items", parts));
  }

  private CompletionStage<List<JsonNode>> flowParts(
      UriInfo uri, HttpHeaders headers, Deadline deadline) {
    ReadUri parts = ReadUri.of(uri, "v1", "payments", "stats", "parts");
    return items(ViewsTopology.FLOWS, parts, headers, deadline, local::flows);
  }

  private CompletionStage<List<JsonNode>> windowParts(
      int minutes, UriInfo uri, HttpHeaders headers, Deadline deadline) {
    ReadUri parts =
        ReadUri.of(uri, "v1", "payments", "throughput", "parts").with("minutes", minutes);
    Instant from = clock.instant().minus(Duration.ofMinutes(minutes));
    return items(
        ViewsTopology.THROUGHPUT,
        parts,
        headers,
        deadline,
        partitions -> local.windows(from, partitions, deadline));
  }

  private CompletionStage<List<JsonNode>> items(
      String store,
      UriInfo uri,
      HttpHeaders headers,
      Deadline deadline,
      Function<Set<Integer>, ? extends List<?>> here) {
    return everywhere.items(
        new SpreadRead(reads.application(), store, uri, headers, deadline, here));
  }

  private Map<String, Flow> merged(List<JsonNode> parts) {
    Map<String, Flow> flows = new TreeMap<>();
    parts.stream()
        .map(it -> parsed(it, FlowPart.class))
        .forEach(it -> flows.merge(it.currency(), it.flow(), Flow::merge));
    return flows;
  }

  private List<WindowPart> mergedWindows(List<JsonNode> parts) {
    TreeMap<String, WindowPart> windows = new TreeMap<>();
    parts.stream()
        .map(it -> parsed(it, WindowPart.class))
        .forEach(it -> windows.merge(it.start() + it.currency(), it, LocalStatistics::merged));
    return List.copyOf(windows.descendingMap().values());
  }

  private <T> T parsed(JsonNode item, Class<T> type) {
    try {
      return json.treeToValue(item, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("An instance's part is no " + type.getSimpleName(), e);
    }
  }

  private Deadline deadline(Input input, @Nullable String timeout, HttpHeaders headers) {
    Deadline deadline = patience.toRead(input, timeout, headers);
    input.check();
    return deadline;
  }

  private static int minutes(Input input, @Nullable String text) {
    if (text == null) {
      return USUAL_MINUTES;
    }
    int minutes = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (minutes < 1 || minutes > MOST_MINUTES) {
      input.violated("minutes", "must be a whole number from 1 to " + MOST_MINUTES);
    }
    return minutes;
  }
}
