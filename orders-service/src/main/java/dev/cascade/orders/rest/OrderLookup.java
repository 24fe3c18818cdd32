package dev.cascade.orders.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.orders.domain.OrderSnapshot;
import dev.cascade.orders.domain.RequestPosition;
import dev.cascade.orders.rest.OrderReads.Wanted;
import dev.cascade.orders.topology.OrdersViews;
import dev.cascade.orders.topology.ReflectedRequests.Mark;
import dev.cascade.streams.identity.Caller;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.query.StorePartitions;
import dev.cascade.streams.query.UntilDeadline;
import dev.cascade.streams.query.UntilDeadline.NotYetException;
import dev.cascade.streams.runtime.StreamsSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.streams.state.HostInfo;

/**
 * What a write needs to know of an order first, wherever the order lives. Runs on virtual threads,
 * so it may block; a rebalance or a restart of the owner is waited out until the deadline.
 */
@ApplicationScoped
class OrderLookup {

  static final String HOP_HEADER = "Cascade-Forwarded";
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofMillis(500);

  private final OrderReads reads;
  private final HostInfo self;
  private final ObjectMapper json;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_TIMEOUT)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  OrderLookup(OrderReads reads, StreamsSettings settings, ObjectMapper json) {
    this.reads = reads;
    this.self = HostInfo.buildFromEndpoint(settings.advertisedHost());
    this.json = json;
  }

  /**
   * What was seen of an order.
   *
   * @param order as it is; empty when there is none
   * @param reflected the last request that was reflected when there was none, if that is known
   * @param isTaken whether there is one that the caller may not see
   */
  record Look(Optional<OrderView> order, Optional<RequestPosition> reflected, boolean isTaken) {

    private static Look at(Optional<OrderView> order) {
      return new Look(order, Optional.empty(), false);
    }

    private static Look absent(Optional<RequestPosition> reflected, boolean isTaken) {
      return new Look(Optional.empty(), reflected, isTaken);
    }
  }

  /** The order as it is now, and of what that is said. */
  Look look(String id, Deadline deadline, Caller caller) {
    Deadline now = Deadline.in(Duration.ZERO);
    return look(new Wanted(id, WaitFor.CREATED, null, now, caller), deadline);
  }

  /**
   * The order once it is as wanted; what it is at the end of the wait, if that is all there is.
   *
   * @param deadline until when the owner is looked for
   */
  Optional<OrderView> find(Wanted wanted, Deadline deadline) {
    return look(wanted, deadline).order();
  }

  /** The same, and what is known when there is none. */
  Look look(Wanted wanted, Deadline deadline) {
    return UntilDeadline.get(deadline, () -> attempt(wanted));
  }

  private Look attempt(Wanted wanted) throws IOException {
    HostInfo owner =
        StorePartitions.ofKey(reads.views(), OrdersViews.ORDERS_VIEW, wanted.id()).activeHost();
    return owner.equals(self) ? here(wanted) : there(owner, wanted);
  }

  private Look here(Wanted wanted) {
    if (wanted.deadline().isOver()) {
      Mark mark = reads.mark(wanted.id());
      Optional<OrderView> order = checked(wanted, reads.find(wanted.id()));
      return new Look(order, mark.position(), false);
    }
    try {
      Optional<OrderSnapshot> order =
          reads
              .await(wanted)
              .toCompletableFuture()
              .get(wanted.deadline().left().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
      return Look.at(checked(wanted, order));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("Reading order " + wanted.id() + " failed", e);
    } catch (TimeoutException e) {
      throw new NotYetException();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotYetException();
    }
  }

  /** An order that does not reflect the caller's write is no answer. */
  private static Optional<OrderView> checked(Wanted wanted, Optional<OrderSnapshot> order) {
    Optional<OrderSnapshot> visible = order.filter(wanted::isVisible);
    if (wanted.token() != null && visible.filter(wanted::isUpToDate).isEmpty()) {
      throw OrderReads.notVisible();
    }
    return visible.map(OrderView::of);
  }

  private Look there(HostInfo owner, Wanted wanted) throws IOException {
    HttpResponse<byte[]> answer = get(owner, wanted, wanted.goal());
    if (answer.statusCode() == 504 && wanted.goal() != WaitFor.CREATED) {
      answer = get(owner, wanted, WaitFor.CREATED);
    }
    return switch (answer.statusCode()) {
      case 200 -> Look.at(Optional.of(json.readValue(answer.body(), OrderView.class)));
      case 404 ->
          Look.absent(
              answer.headers().firstValue(Reflection.HEADER).flatMap(Reflection::parse),
              answer.headers().firstValue(OrderReads.TAKEN_HEADER).isPresent());
      case 504 -> throw OrderReads.notVisible();
      default -> throw new NotYetException();
    };
  }

  private HttpResponse<byte[]> get(HostInfo owner, Wanted wanted, WaitFor wait) throws IOException {
    String position = wanted.token() == null ? "" : "&position=" + wanted.token();
    URI target =
        URI.create(
            "http://%s:%d/v1/orders/%s?timeout=%d&wait=%s%s"
                .formatted(
                    owner.host(),
                    owner.port(),
                    wanted.id(),
                    wanted.deadline().left().toMillis(),
                    wait.parameter(),
                    position));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target)
            .timeout(wanted.deadline().left().plus(GRACE))
            .header(HOP_HEADER, "1")
            .GET();
    wanted.caller().sign(request);
    try {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotYetException();
    }
  }
}
