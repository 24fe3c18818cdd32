package dev.cascade.local.entry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** An instance of a service, as far as the entry can tell. */
final class Backend implements AutoCloseable {

  private final HttpServer server;
  private final String name;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private volatile boolean ready = true;

  Backend(String name) {
    this(name, 0);
  }

  Backend(String name, int port) {
    this.name = name;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new AssertionError("No backend", e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      if (path.equals("/q/health/ready")) {
        exchange.sendResponseHeaders(ready ? 200 : 503, -1);
        return;
      }
      byte[] body = exchange.getRequestBody().readAllBytes();
      asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body.length);
      switch (path) {
        case "/waits" -> say(exchange, 200, waited());
        case "/breaks" -> exchange.close();
        case "/tells" -> tell(exchange);
        case "/created" -> {
          exchange
              .getResponseHeaders()
              .add("Location", "http://" + exchange.getRequestHeaders().getFirst("Host") + "/it");
          say(exchange, 201, name);
        }
        case "/refused" -> say(exchange, 503, "a reason of its own");
        default -> say(exchange, 200, name);
      }
    }
  }

  private String waited() {
    try {
      release.await();
      return name;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void tell(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    OutputStream body = exchange.getResponseBody();
    body.write("first\n".getBytes(StandardCharsets.UTF_8));
    body.flush();
    body.write((waited() + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void say(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Requests but those for its health: method, address, and bytes of the body. */
  List<String> asked() {
    return asked;
  }

  void setReady(boolean now) {
    ready = now;
  }

  /** Lets those go on that wait. */
  void release() {
    release.countDown();
  }

  int port() {
    return server.getAddress().getPort();
  }

  String address() {
    return "127.0.0.1:" + port();
  }

  @Override
  public void close() {
    release();
    server.stop(0);
  }
}
