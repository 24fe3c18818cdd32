package dev.cascade.orders.rest;

import dev.cascade.orders.domain.OrderSnapshot;
import dev.cascade.orders.topology.OrdersViews;
import dev.cascade.orders.topology.ReflectedRequests;
import dev.cascade.orders.topology.ReflectedRequests.Mark;
import dev.cascade.streams.identity.Caller;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.problem.ProblemResponse;
import dev.cascade.streams.query.CommittedView;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.query.OwnerReads;
import dev.cascade.streams.query.OwnerReads.OwnedRead;
import dev.cascade.streams.query.StorePartitions;
import dev.cascade.streams.runtime.ManagedStreams;
import dev.cascade.streams.runtime.StreamsRuntime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Reads of one order: wait for what the caller wants to see, wherever the order lives. */
@ApplicationScoped
class OrderReads {

  /** Tells that a standby copy answered. */
  private static final String STANDBY_HEADER = "Cascade-Standby";

  /** Tells another instance that the id is an order's, though not for the caller to see. */
  static final String TAKEN_HEADER = "Cascade-Taken";

  private final StreamsRuntime runtime;
  private final CommittedView<OrderSnapshot> orders;
  private final ReflectedRequests reflected;
  private final OwnerReads owners;

  OrderReads(
      StreamsRuntime runtime,
      CommittedView<OrderSnapshot> orders,
      ReflectedRequests reflected,
      OwnerReads owners) {
    this.runtime = runtime;
    this.orders = orders;
    this.reflected = reflected;
    this.owners = owners;
  }

  /**
   * What a caller wants to see.
   *
   * @param id which order
   * @param goal how far it must have come
   * @param token the write that it must reflect
   * @param deadline until when the caller waits
   * @param caller whom an order of somebody else's does not exist for
   */
  record Wanted(
      String id, WaitFor goal, @Nullable PositionToken token, Deadline deadline, Caller caller) {

    /** Checks that the token is about this order. */
    static Wanted of(
        String id, WaitFor wait, @Nullable String position, Deadline deadline, Caller caller) {
      PositionToken token = position == null ? null : OrderReads.token(position);
      if (token != null && !token.orderId().equals(id)) {
        throw new ProblemException(
            Problem.invalid(PositionToken.PARAMETER, "is the position of another order"));
      }
      return new Wanted(Ids.checked("id", id), wait, token, deadline, caller);
    }

    boolean isSatisfiedBy(OrderSnapshot order) {
      return isVisible(order) && goal.isMetBy(order) && isUpToDate(order);
    }

    /** What the caller may not see, he waits for in vain, as for what does not exist. */
    boolean isVisible(OrderSnapshot order) {
      return caller.owns(order.head().content().customerId());
    }

    boolean isUpToDate(OrderSnapshot order) {
      return token == null || token.isReflectedBy(order);
    }
  }

  /** The token, unless it is none of ours. */
  static PositionToken token(String text) {
    return PositionToken.parse(text)
        .orElseThrow(() ->
            new ProblemException(
                Problem.invalid(
                    PositionToken.PARAMETER, "is not a position that this service gave")));
  }

  /** The application that holds the view. */
  ManagedStreams views() {
    return runtime.application(OrdersViews.NAME);
  }

  /** Answers a GET, here or through the owner. */
  CompletionStage<Response> answer(Wanted wanted, UriInfo uri, HttpHeaders headers) {
    return owners.read(
        new OwnedRead(
            views(),
            OrdersViews.ORDERS_VIEW,
            wanted.id(),
            uri,
            headers,
            wanted.deadline(),
            () -> here(wanted, isForwarded(headers)),
            partition -> fromStandby(wanted, partition)));
  }

  private static boolean isForwarded(HttpHeaders headers) {
    return headers.getHeaderString(OrderLookup.HOP_HEADER) != null;
  }

  private CompletionStage<Response> here(Wanted wanted, boolean forwarded) {
    Mark mark = mark(wanted.id());
    return await(wanted)
        .thenApply(order ->
            forwarded && order.filter(it -> !wanted.isVisible(it)).isPresent()
                ? taken(wanted.id())
                : response(wanted, order.filter(wanted::isVisible), mark));
  }

  /** Up to where requests are reflected here; to be taken before the order is read. */
  Mark mark(String id) {
    return reflected.mark(StorePartitions.ofKey(views(), OrdersViews.ORDERS_VIEW, id).partition());
  }

  /** A copy answers only with what the caller waits for, never with less. */
  private Optional<Response> fromStandby(Wanted wanted, int partition) {
    return orders
        .findInStandby(views(), partition, wanted.id())
        .filter(wanted::isSatisfiedBy)
        .map(order -> Response.fromResponse(ok(order)).header(STANDBY_HEADER, true).build());
  }

  /** The order as this instance has it now. */
  Optional<OrderSnapshot> find(String id) {
    return orders.find(views(), id);
  }

  /** The order as this instance has it at last, satisfying or not. */
  CompletionStage<Optional<OrderSnapshot>> await(Wanted wanted) {
    return orders.await(views(), wanted.id(), wanted::isSatisfiedBy, wanted.deadline());
  }

  private static Response response(Wanted wanted, Optional<OrderSnapshot> order, Mark mark) {
    if (order.isEmpty() && wanted.token() == null) {
      return notFound(wanted.id(), mark);
    }
    if (order.filter(wanted::isUpToDate).isEmpty()) {
      throw notVisible();
    }
    if (!wanted.isSatisfiedBy(order.get())) {
      throw new ProblemException(
          Problem.timeout(
              "Order " + wanted.id() + " is " + order.get().state() + ", not yet decided."));
    }
    return ok(order.get());
  }

  static ProblemException notFound(String id) {
    return new ProblemException(absent(id));
  }

  private static Response notFound(String id, Mark mark) {
    Response.ResponseBuilder answer = ProblemResponse.of(absent(id));
    mark.position().ifPresent(it -> answer.header(Reflection.HEADER, Reflection.text(it)));
    return answer.build();
  }

  /** To another instance, which needs to know whether it may give the id away; nobody is shown. */
  private static Response taken(String id) {
    return ProblemResponse.of(absent(id)).header(TAKEN_HEADER, "1").build();
  }

  private static Problem absent(String id) {
    return Problem.notFound("There is no order " + id + ".");
  }

  static ProblemException notVisible() {
    return new ProblemException(Problem.timeout("The write of that position is not visible yet."));
  }

  /** The order with its position. */
  static Response ok(OrderSnapshot order) {
    return Response.ok(OrderView.of(order))
        .header(PositionToken.HEADER, PositionToken.of(order))
        .build();
  }
}
