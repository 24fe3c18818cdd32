package dev.cascade.streams.edge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * Cuts off who takes longer for a request than it may take, however steadily its bytes drip in. How
 * long a request is answered does not count: reads may wait, and events may flow. Connections on
 * which nothing at all happens are Quarkus' ({@code quarkus.http.idle-timeout}).
 */
@ApplicationScoped
class SlowClients {

  /** The first of all: every answer but those of Vert.x itself is behind it. */
  private static final int PRIORITY = 1_000;

  private static final long SWEEP_MILLIS = 250;

  private final long headNanos;
  private final long bodyNanos;
  private final Vertx vertx;
  private final Counter slowHeads;
  private final Counter slowBodies;

  SlowClients(EdgeSettings settings, Vertx vertx, MeterRegistry meters) {
    this.headNanos = settings.headTimeout().toNanos();
    this.bodyNanos = settings.bodyTimeout().toNanos();
    this.vertx = vertx;
    this.slowHeads = meters.counter("cascade.edge.refused", "for", "slow head");
    this.slowBodies = meters.counter("cascade.edge.refused", "for", "slow body");
  }

  void register(@Observes Filters filters) {
    filters.register(this::note, PRIORITY);
    vertx.setPeriodic(SWEEP_MILLIS, _ -> Conversations.open().forEach(this::cutOffIfLate));
  }

  private void note(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    Conversation conversation = conversation(request);
    if (conversation != null) {
      conversation.begins(request, hasBody(request));
      routing.addEndHandler(_ -> conversation.ends());
    }
    routing.next();
  }

  private static @Nullable Conversation conversation(HttpServerRequest request) {
    if (!(request.connection() instanceof ConnectionBase connection)) {
      return null;
    }
    Channel channel = connection.channel();
    return channel.pipeline().get(Conversation.class);
  }

  private static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null
        ? request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
        : !length.equals("0");
  }

  private void cutOffIfLate(Conversation conversation) {
    switch (conversation.late(headNanos, bodyNanos)) {
      case NOTHING -> {}
      case HEAD -> cutOff(conversation, slowHeads);
      case BODY -> cutOff(conversation, slowBodies);
    }
  }

  private static void cutOff(Conversation conversation, Counter counted) {
    counted.increment();
    conversation.cutOff();
  }
}
