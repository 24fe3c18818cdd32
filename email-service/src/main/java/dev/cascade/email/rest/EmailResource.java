package dev.cascade.email.rest;

import dev.cascade.email.domain.Counts;
import dev.cascade.email.domain.Outcome;
import dev.cascade.email.topology.CountKey;
import dev.cascade.email.topology.EmailViews;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.query.EveryInstance;
import dev.cascade.streams.query.EveryInstance.SpreadRead;
import dev.cascade.streams.query.OwnerReads;
import dev.cascade.streams.query.OwnerReads.OwnedRead;
import dev.cascade.streams.runtime.ManagedStreams;
import dev.cascade.streams.runtime.StreamsRuntime;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What became of the mails; any instance answers. */
@Path("/v1/emails")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RunOnVirtualThread
@Tag(name = "E-mails", description = "What was sent, to whose orders, how often it was tried")
public class EmailResource {

  private static final Duration SEARCH = Duration.ofSeconds(5);
  private static final int LONGEST_MILLIS = 30_000;
  private static final int MOST_HOURS = 31 * 24;

  /** More than orders-service takes. */
  static final int MOST_ID_CHARS = 128;

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private final EmailViews views;
  private final StreamsRuntime runtime;
  private final OwnerReads owners;
  private final EveryInstance everywhere;
  private final Clock clock = Clock.systemUTC();

  EmailResource(
      EmailViews views, StreamsRuntime runtime, OwnerReads owners, EveryInstance everywhere) {
    this.views = views;
    this.runtime = runtime;
    this.owners = owners;
    this.everywhere = everywhere;
  }

  /** The outcome of an order's mail. */
  @GET
  @Operation(
      summary = "What was sent for an order",
      description =
          "No item when no mail has an outcome yet, or none is due. With a timeout, waits for the"
              + " outcome.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = EmailView.Page.class)))
  public CompletionStage<Response> ofOrder(
      @QueryParam("orderId") @Nullable String orderId,
      @Parameter(description = "Longest wait in milliseconds, up to 30000")
          @QueryParam("timeout")
          @DefaultValue("0")
          String timeout,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    if (orderId == null || orderId.isBlank()) {
      throw new ProblemException(Problem.invalid("orderId", "is required"));
    }
    if (orderId.length() > MOST_ID_CHARS) {
      throw new ProblemException(
          Problem.invalid("orderId", "must have at most " + MOST_ID_CHARS + " characters"));
    }
    Deadline deadline = Deadline.in(Duration.ofMillis(number("timeout", timeout, LONGEST_MILLIS)));
    return owners.read(
        new OwnedRead(
            application(),
            views.outcomes().store(),
            orderId,
            uri,
            headers,
            deadline,
            () ->
                views
                    .outcomes()
                    .await(application(), orderId, outcome -> true, deadline)
                    .thenApply(EmailResource::page)));
  }

  private static Response page(Optional<Outcome> outcome) {
    return Response.ok(new EmailView.Page(outcome.map(EmailView::of).stream().toList())).build();
  }

  /** The counts of all instances. */
  @GET
  @Path("/stats")
  @Operation(summary = "How many mails were sent, retried and refused, by level and hour")
  public CompletionStage<StatsView> stats(
      @Parameter(description = "Hours back from now, 0 to 744; the totals always come")
          @QueryParam("hours")
          @DefaultValue("24")
          String hours,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    int back = number("hours", hours, MOST_HOURS);
    Instant from = clock.instant().truncatedTo(ChronoUnit.HOURS).minus(back, ChronoUnit.HOURS);
    return everywhere
        .items(
            new SpreadRead(
                application(),
                EmailViews.COUNTS,
                uri,
                headers,
                Deadline.in(SEARCH),
                partitions -> countsSince(from, partitions)))
        .thenApply(StatsView::sum);
  }

  private static int number(String field, String text, int most) {
    int number = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
    if (number < 0 || number > most) {
      throw new ProblemException(Problem.invalid(field, "must be 0 to " + most));
    }
    return number;
  }

  private List<StatsView.Item> countsSince(Instant from, Set<Integer> partitions) {
    List<StatsView.Item> items = new ArrayList<>();
    for (int partition : partitions) {
      try (KeyValueIterator<String, Counts> counts =
          views.counts(application(), partition).range(from.toString(), CountKey.TOTAL + "~")) {
        counts.forEachRemaining(entry -> items.add(StatsView.Item.of(entry.key, entry.value)));
      }
    }
    return items;
  }

  private ManagedStreams application() {
    return runtime.application(EmailViews.NAME);
  }
}
