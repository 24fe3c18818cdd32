package dev.cascade.streams.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.query.EveryInstance.SpreadRead;
import dev.cascade.streams.query.ExposedStore.Kind;
import dev.cascade.streams.query.OwnerReads.OwnedRead;
import io.quarkus.arc.All;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The exposed stores of the service, readable on any instance. */
@Path("/v1/state")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RunOnVirtualThread
@Tag(name = "State", description = "What the service's stores hold, over all instances")
public class StateResource {

  private static final int MOST = 1_000;
  private static final long LONGEST_MILLIS = 30_000;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private final List<ExposedStore> exposed;
  private final StoreReader reader;
  private final StreamsInstances instances;
  private final OwnerReads owners;
  private final EveryInstance everywhere;

  StateResource(
      @All List<ExposedStore> exposed,
      StoreReader reader,
      StreamsInstances instances,
      OwnerReads owners,
      EveryInstance everywhere) {
    this.exposed = exposed;
    this.reader = reader;
    this.instances = instances;
    this.owners = owners;
    this.everywhere = everywhere;
  }

  /** The Streams applications, their instances with stores and partitions, the exposed stores. */
  @GET
  @Operation(summary = "Applications, instances, partitions and the stores that can be read")
  public Map<String, Object> overview() {
    return Map.of(
        "applications", instances.applications(),
        "stores", exposed.stream().map(ExposedStore::store).sorted().toList());
  }

  /** Several keys, or a page of all entries. */
  @GET
  @Path("/{store}")
  @Operation(summary = "Entries by key, or page by page in the order of the keys")
  public CompletionStage<Response> entries(
      @PathParam("store") String store,
      @QueryParam("key") List<String> keys,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("100") String limit,
      @QueryParam("keysOnly") boolean keysOnly,
      @QueryParam("timeout") @DefaultValue("1000") String timeoutMillis,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    ExposedStore known = known(store, Kind.KEY_VALUE);
    int most = bounded(limit);
    return spread(
            known,
            within(timeoutMillis),
            uri,
            headers,
            partitions ->
                keys.isEmpty()
                    ? reader.page(known, after, most, keysOnly, partitions)
                    : reader.many(known, keys.stream().limit(MOST).toList(), partitions))
        .thenApply(items -> Response.ok(StatePages.ofKeys(items, most)).build());
  }

  /** One key, from the instance that owns it. */
  @GET
  @Path("/{store}/entries/{key}")
  @Operation(summary = "One entry, from the instance that owns its key")
  public CompletionStage<Response> one(
      @PathParam("store") String store,
      @PathParam("key") String key,
      @QueryParam("timeout") @DefaultValue("1000") String timeoutMillis,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    ExposedStore known = known(store, Kind.KEY_VALUE);
    Deadline deadline = within(timeoutMillis);
    return switch (known.placement()) {
      case BY_KEY ->
          owners.read(
              new OwnedRead(
                  reader.applicationOf(known),
                  store,
                  key,
                  uri,
                  headers,
                  deadline,
                  () ->
                      CompletableFuture.completedFuture(
                          found(reader.one(known, key), store, key))));
      case ANYWHERE ->
          spread(
                  known,
                  deadline,
                  uri,
                  headers,
                  partitions -> reader.many(known, List.of(key), partitions))
              .thenApply(items ->
                  EveryInstance.isPart(headers)
                      ? Response.ok(Map.of("items", items)).build()
                      : found(items.stream().findFirst(), store, key));
    };
  }

  /** The windows of one key or of all keys that start in a range of time, page by page. */
  @GET
  @Path("/{store}/windows")
  @Operation(
      summary = "Windows that start in a range of time, of one key or of all; the oldest first")
  public CompletionStage<Response> windows(
      @PathParam("store") String store,
      @QueryParam("key") @Nullable String key,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("100") String limit,
      @QueryParam("timeout") @DefaultValue("1000") String timeoutMillis,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    ExposedStore known = known(store, Kind.WINDOWED);
    int most = bounded(limit);
    Instant end = to == null ? Instant.now() : instant("to", to);
    Instant start = from == null ? end.minus(Duration.ofHours(1)) : instant("from", from);
    if (start.isAfter(end)) {
      throw new ProblemException(Problem.invalid("from", "must not be after to"));
    }
    WindowRange range =
        new WindowRange(
            key, start, end, after == null ? WindowPlace.FIRST : WindowPlace.parse(after));
    return spread(
            known,
            within(timeoutMillis),
            uri,
            headers,
            partitions -> reader.windows(known, range, most, partitions))
        .thenApply(items -> Response.ok(StatePages.ofWindows(items, most)).build());
  }

  private CompletionStage<List<JsonNode>> spread(
      ExposedStore known,
      Deadline deadline,
      UriInfo uri,
      HttpHeaders headers,
      Function<Set<Integer>, List<StateItem>> here) {
    return everywhere.items(
        new SpreadRead(reader.applicationOf(known), known.store(), uri, headers, deadline, here));
  }

  private static Response found(java.util.Optional<?> item, String store, String key) {
    return item.map(present -> Response.ok(present).build())
        .orElseThrow(
            () -> new ProblemException(Problem.notFound("No " + key + " in store " + store)));
  }

  private ExposedStore known(String store, Kind kind) {
    return exposed.stream()
        .filter(candidate -> candidate.store().equals(store) && candidate.kind() == kind)
        .findFirst()
        .orElseThrow(() ->
            new ProblemException(
                Problem.notFound("No store " + store + " of this kind can be read here")));
  }

  private static int bounded(String limit) {
    long number = number(limit);
    if (number < 1 || number > MOST) {
      throw new ProblemException(Problem.invalid("limit", "must be from 1 to " + MOST));
    }
    return (int) number;
  }

  private static Deadline within(String timeoutMillis) {
    long millis = number(timeoutMillis);
    if (millis < 0 || millis > LONGEST_MILLIS) {
      throw new ProblemException(
          Problem.invalid("timeout", "must be from 0 to " + LONGEST_MILLIS + " milliseconds"));
    }
    return Deadline.in(Duration.ofMillis(millis));
  }

  /** The number, -1 for what is none. */
  private static long number(String text) {
    return NUMBER.matcher(text).matches() ? Long.parseLong(text) : -1;
  }

  private static Instant instant(String field, String text) {
    try {
      return Instant.ofEpochMilli(Instant.parse(text).toEpochMilli());
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new ProblemException(
          Problem.invalid(field, "must be an instant such as 2026-01-31T12:00:00Z"));
    }
  }
}
