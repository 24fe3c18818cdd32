package dev.cascade.local.entry;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.LoadBalancingProxyClient;
import io.undertow.server.handlers.proxy.ProxyCallback;
import io.undertow.server.handlers.proxy.ProxyConnection;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One instance of a service: its connections, and how many requests it has under way. */
final class Instance {

  /** A read may wait for a minute, and has its connection for so long. */
  private static final int MOST_CONNECTIONS_OF_A_THREAD = 8192;

  /** Shorter than a service keeps a silent connection: none is used while it closes. */
  private static final int IDLE_MILLIS = 5_000;

  /** Whether it is asked again is decided here, not by the client. */
  private static final int RETRY_SECONDS = 0;

  private final String address;
  private final LoadBalancingProxyClient connections =
      new LoadBalancingProxyClient()
          .setConnectionsPerThread(MOST_CONNECTIONS_OF_A_THREAD)
          .setMaxQueueSize(0)
          .setTtl(IDLE_MILLIS)
          .setProblemServerRetry(RETRY_SECONDS);
  private final AtomicInteger underWay = new AtomicInteger();
  private volatile boolean ready;

  Instance(String address) {
    this.address = address;
    connections.addHost(URI.create("http://" + address));
  }

  String address() {
    return address;
  }

  /** Where it says whether it is ready. */
  URI health() {
    return URI.create("http://" + address + "/q/health/ready");
  }

  boolean isReady() {
    return ready;
  }

  void setReady(boolean now) {
    ready = now;
  }

  int underWay() {
    return underWay.get();
  }

  /** A request is going to be handed to it. */
  void begin() {
    underWay.incrementAndGet();
  }

  /** That request is answered, or was never handed to it. */
  void end() {
    underWay.decrementAndGet();
  }

  /**
   * A connection for a request.
   *
   * @param callback told of the connection, or that there is none
   */
  void connect(
      HttpServerExchange exchange,
      ProxyCallback<ProxyConnection> callback,
      long timeout,
      TimeUnit unit) {
    connections.getConnection(connections.findTarget(exchange), exchange, callback, timeout, unit);
  }
}
