package dev.cascade.bench.load;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A real HTTP server that answers at once, but for one pause in which it answers nobody. */
final class StallingServer implements AutoCloseable {

  private final HttpServer server;
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch paused = new CountDownLatch(1);

  /** Pauses for so long when the request with that number comes. */
  StallingServer(int pauseAt, Duration pause) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    // One thread: whoever comes during the pause waits behind it.
    server.setExecutor(Executors.newSingleThreadExecutor());
    server.createContext(
        "/",
        exchange -> {
          if (requests.incrementAndGet() == pauseAt) {
            awaitOver(pause);
          }
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private void awaitOver(Duration pause) {
    try {
      boolean neverCountedDown = paused.await(pause.toMillis(), TimeUnit.MILLISECONDS);
      assert !neverCountedDown;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
