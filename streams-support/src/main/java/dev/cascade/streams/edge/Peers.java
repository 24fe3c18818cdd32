package dev.cascade.streams.edge;

import dev.cascade.streams.query.ForwardedReads;
import dev.cascade.streams.runtime.ManagedStreams;
import dev.cascade.streams.runtime.StreamsRuntime;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The addresses of the service's other instances. A request says itself that it was forwarded, and
 * anybody can say so: it is believed only of those.
 */
@ApplicationScoped
class Peers {

  private static final long REFRESH_MILLIS = 2_000;

  private final StreamsRuntime runtime;
  private final Vertx vertx;
  private volatile Set<String> addresses = Set.of();

  Peers(StreamsRuntime runtime, Vertx vertx) {
    this.runtime = runtime;
    this.vertx = vertx;
  }

  /** Begins to keep the addresses up to date: names are looked up, which may wait. */
  void follow() {
    vertx.setPeriodic(
        REFRESH_MILLIS,
        _ -> {
          var unused = vertx.executeBlocking(this::refreshed, false);
        });
  }

  private Set<String> refreshed() {
    addresses =
        runtime.applications().stream()
            .filter(ManagedStreams::isReady)
            .flatMap(it -> it.client().metadataForAllStreamsClients().stream())
            .map(instance -> instance.host())
            .distinct()
            .flatMap(Peers::addresses)
            .collect(Collectors.toUnmodifiableSet());
    return addresses;
  }

  private static Stream<String> addresses(String host) {
    try {
      return Stream.of(InetAddress.getAllByName(host)).map(InetAddress::getHostAddress);
    } catch (UnknownHostException e) {
      return Stream.empty();
    }
  }

  /** Whether another instance forwards it. */
  boolean isForwarded(HttpServerRequest request) {
    return ForwardedReads.isOne(request::getHeader)
        && request.remoteAddress() != null
        && addresses.contains(request.remoteAddress().hostAddress());
  }
}
