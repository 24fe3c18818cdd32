package dev.cascade.orders.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.orders.config.OrdersSettings;
import dev.cascade.orders.domain.OrderState;
import dev.cascade.orders.rest.OrderReads.Wanted;
import dev.cascade.orders.topology.OrderFilter;
import dev.cascade.orders.topology.OrderLists;
import dev.cascade.orders.topology.OrderPlace;
import dev.cascade.orders.topology.OrdersViews;
import dev.cascade.streams.identity.Caller;
import dev.cascade.streams.identity.CurrentCaller;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.query.EveryInstance;
import dev.cascade.streams.query.EveryInstance.SpreadRead;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Lists of orders, gathered from all instances, newest first. */
@Path("/v1/orders")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RunOnVirtualThread
@Tag(name = "Orders")
public class OrderListResource {

  private static final int USUAL_LIMIT = 50;

  private final OrderReads reads;
  private final OrderLookup lookup;
  private final OrderLists lists;
  private final EveryInstance everywhere;
  private final Timeouts timeouts;
  private final CurrentCaller callers;
  private final int mostPerPage;

  OrderListResource(
      OrderReads reads,
      OrderLookup lookup,
      OrderLists lists,
      EveryInstance everywhere,
      Timeouts timeouts,
      CurrentCaller callers,
      OrdersSettings settings) {
    this.reads = reads;
    this.lookup = lookup;
    this.lists = lists;
    this.everywhere = everywhere;
    this.timeouts = timeouts;
    this.callers = callers;
    this.mostPerPage = settings.limits().page();
  }

  /** One page. */
  @GET
  @Operation(
      summary = "Orders by customer and state, newest first",
      description =
          "The answer has items and, when there may be more, next: the cursor of the next page."
              + " With a position, the list shows that write.")
  @APIResponse(responseCode = "200", description = "The page")
  @APIResponse(responseCode = "504", description = "The position is not visible in time")
  public CompletionStage<Response> list(
      @QueryParam("customerId") @Nullable String customerId,
      @QueryParam("state") @Nullable String state,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("timeout") @Nullable String timeout,
      @QueryParam("position") @Nullable String position,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    Violations violations = new Violations();
    Caller caller = callers.get();
    String customer = caller.seesAll() || customerId != null ? customerId : caller.subject();
    OrderFilter filter = filter(customer, state, violations);
    int most = limit(limit, violations);
    OrderPlace after = cursor == null ? null : Cursor.parse(cursor, violations);
    violations.throwIfAny();
    Deadline deadline = timeouts.deadline(timeout);
    if (position != null) {
      awaitVisible(OrderReads.token(position), deadline, caller);
    }
    if (customer != null && !caller.owns(customer)) {
      return CompletableFuture.completedFuture(Response.ok(page(List.of(), most)).build());
    }
    return everywhere
        .items(
            new SpreadRead(
                reads.views(),
                OrdersViews.INDEX,
                uri,
                headers,
                deadline,
                partitions ->
                    lists.page(reads.views(), partitions, filter, after, most).stream()
                        .map(OrderView::of)
                        .toList()))
        .thenApply(items -> Response.ok(page(items, most)).build());
  }

  /** Wherever the written order lives, what is listed after this shows the write. */
  private void awaitVisible(PositionToken token, Deadline deadline, Caller caller) {
    Wanted wanted = new Wanted(token.orderId(), WaitFor.CREATED, token, deadline, caller);
    if (lookup.find(wanted, deadline).isEmpty()) {
      throw OrderReads.notVisible();
    }
  }

  private static Map<String, Object> page(List<JsonNode> items, int most) {
    List<JsonNode> first =
        items.stream()
            .sorted(Comparator.comparing(OrderListResource::place, OrderPlace.NEWEST_FIRST))
            .limit(most)
            .toList();
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("items", first);
    if (first.size() == most) {
      page.put("next", Cursor.of(place(first.getLast())));
    }
    return page;
  }

  private static OrderPlace place(JsonNode item) {
    return new OrderPlace(Instant.parse(item.path("createdAt").asText()), item.path("id").asText());
  }

  private static OrderFilter filter(
      @Nullable String customerId, @Nullable String state, Violations violations) {
    if (customerId != null && !Ids.isId(customerId)) {
      violations.add("customerId", Ids.RULE);
    }
    return new OrderFilter(customerId, state == null ? null : state(state, violations));
  }

  private static @Nullable OrderState state(String text, Violations violations) {
    for (OrderState state : OrderState.values()) {
      if (state.name().equals(text)) {
        return state;
      }
    }
    violations.add("state", "must be one of " + List.of(OrderState.values()));
    return null;
  }

  private int limit(@Nullable String text, Violations violations) {
    if (text == null) {
      return Math.min(USUAL_LIMIT, mostPerPage);
    }
    int limit = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > mostPerPage) {
      violations.add("limit", "must be from 1 to " + mostPerPage);
    }
    return limit;
  }
}
