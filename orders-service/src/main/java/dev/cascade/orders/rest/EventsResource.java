package dev.cascade.orders.rest;

import dev.cascade.orders.config.OrdersSettings;
import dev.cascade.orders.rest.EventSource.Follower;
import dev.cascade.orders.rest.OrderReads.Wanted;
import dev.cascade.streams.identity.Caller;
import dev.cascade.streams.identity.CurrentCaller;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.query.Deadline;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Server-sent events of one order: created, each verdict, each outcome, until it is final. */
@Path("/v1/orders")
@Blocking
@RunOnVirtualThread
@Tag(name = "Orders")
public class EventsResource {

  private static final Logger LOG = Logger.getLogger(EventsResource.class);
  static final int SILENCES_BEFORE_COMMENT = 15;

  private final OrderLookup lookup;
  private final EventSource source;
  private final Timeouts timeouts;
  private final OrdersSettings.Events settings;
  private final CurrentCaller callers;
  private final AtomicInteger open = new AtomicInteger();

  EventsResource(
      OrderLookup lookup,
      EventSource source,
      Timeouts timeouts,
      OrdersSettings settings,
      CurrentCaller callers) {
    this.lookup = lookup;
    this.source = source;
    this.timeouts = timeouts;
    this.settings = settings.events();
    this.callers = callers;
  }

  /** The order's events so far and from now on. */
  @GET
  @Path("/{id}/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      summary = "What happens to an order, as server-sent events",
      description =
          "created, verdict and outcome, each with JSON data and an id, until the order's final"
              + " state. A stream that opens late starts with created, the verdicts that this"
              + " instance remembers, and the state that the order has now. 404 when there is no"
              + " such order until the timeout, 503 past the bound on open streams.")
  public Multi<OutboundSseEvent> events(
      @PathParam("id") String id,
      @QueryParam("timeout") @Nullable String timeout,
      @QueryParam("position") @Nullable String position,
      @HeaderParam(OrderLookup.HOP_HEADER) @Nullable String hop,
      @Context Sse sse) {
    Deadline patience = timeouts.deadline(timeout);
    Caller caller = callers.get();
    if (hop == null) {
      Wanted wanted = Wanted.of(id, WaitFor.CREATED, position, patience, caller);
      if (lookup.find(wanted, patience).isEmpty()) {
        throw OrderReads.notFound(id);
      }
    }
    if (open.incrementAndGet() > settings.streams()) {
      open.decrementAndGet();
      throw new ProblemException(
          Problem.unavailable("As many event streams are open as this instance takes."));
    }
    return Multi.createFrom()
        .<OutboundSseEvent>emitter(
            emitter -> start(id, new Follower(caller, hop != null), new Stream(emitter, sse)))
        .onTermination()
        .invoke(open::decrementAndGet);
  }

  private void start(String id, Follower who, Stream stream) {
    Thread.ofVirtual()
        .name("events-", 0)
        .start(() -> {
          try {
            source.follow(id, who, Deadline.in(settings.longest()), stream);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (RuntimeException e) {
            LOG.errorf(e, "An event stream broke off, order=%s", id);
          }
          stream.end();
        });
  }

  /** One open stream; tells nothing twice. */
  private static final class Stream implements EventSource.Listener {

    private final MultiEmitter<? super OutboundSseEvent> emitter;
    private final Sse sse;
    private final Set<String> told = new HashSet<>();
    private int silences;
    private boolean finished;

    Stream(MultiEmitter<? super OutboundSseEvent> emitter, Sse sse) {
      this.emitter = emitter;
      this.sse = sse;
    }

    @Override
    public void hear(SentEvent event) {
      silences = 0;
      if (!finished && told.add(event.id())) {
        emitter.emit(
            sse.newEventBuilder()
                .id(event.id())
                .name(event.name())
                .data(String.class, event.data())
                .build());
        finished = event.isLast();
      }
    }

    /** A comment now and then shows the network that somebody is there. */
    @Override
    public void silence() {
      silences++;
      if (silences % SILENCES_BEFORE_COMMENT == 0) {
        emitter.emit(sse.newEventBuilder().comment("still there").build());
      }
    }

    @Override
    public boolean isDone() {
      return finished || emitter.isCancelled();
    }

    void end() {
      emitter.complete();
    }
  }
}
