package dev.cascade.orders.publishing;

import dev.cascade.orders.config.OrdersSettings;
import dev.cascade.orders.domain.RequestPosition;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells which of several requests for an order with one id is the first, before any of them is
 * answered. Between two of its own requests an instance sees by their offsets whether others wrote;
 * only then does it read, and exactly that. See docs/adr/0015-first-request.md.
 */
@ApplicationScoped
class Precedence {

  private final Map<Integer, KnownRequests> byPartition = new ConcurrentHashMap<>();
  private final RequestReader reader;
  private final int remembered;

  Precedence(RequestReader reader, OrdersSettings settings) {
    this.reader = reader;
    this.remembered = settings.rememberedRequests();
  }

  /**
   * Kafka acknowledged a request; to be called in the order of the acknowledgements.
   *
   * @param order what it asks for, null when it is about an order that is there
   * @param reflected up to where the view reflected requests before it was written, if that is
   *     known
   */
  void wrote(
      RequestPosition position, @Nullable AskedOrder order, Optional<RequestPosition> reflected) {
    KnownRequests known = known(position.partition());
    if (order != null) {
      known.begin(beforeWhich(position, reflected) + 1);
    }
    known.wrote(position.offset(), order);
  }

  /**
   * How the request stands; fails when what is before it cannot be read. Parameters as of {@link
   * #wrote}.
   */
  CompletableFuture<Standing> standing(
      RequestPosition position, AskedOrder order, Optional<RequestPosition> reflected) {
    KnownRequests known = known(position.partition());
    CompletableFuture<Void> reached = known.knownTo(position.offset() + 1);
    if (!reached.isDone()) {
      reader.read(byPartition);
    }
    return reached.thenApply(_ ->
        reflected.filter(it -> it.partition() == position.partition()).isEmpty()
            ? Standing.UNKNOWN
            : known.standing(order, position.offset(), reflected.get().offset()));
  }

  /** Without an answer of the view, nothing before the request is known. */
  private static long beforeWhich(RequestPosition position, Optional<RequestPosition> reflected) {
    return reflected
        .filter(it -> it.partition() == position.partition() && it.offset() < position.offset())
        .map(RequestPosition::offset)
        .orElse(position.offset() - 1);
  }

  private KnownRequests known(int partition) {
    return byPartition.computeIfAbsent(partition, _ -> new KnownRequests(remembered));
  }
}
