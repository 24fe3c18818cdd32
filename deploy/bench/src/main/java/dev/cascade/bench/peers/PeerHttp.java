package dev.cascade.bench.peers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The HTTP of a peer's process: whether it is ready, and for the one that takes orders the same
 * requests as Cascade answers.
 */
public final class PeerHttp {

  /** Where a process says whether it is ready. */
  public static final String READY = "/ready";

  private static final String ORDERS = "/v1/orders";
  private static final Pattern GET = Pattern.compile(ORDERS + "/([^/]+)(/validated)?");
  private static final Pattern TIMEOUT = Pattern.compile("timeout=(\\d{1,9})");
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);
  private static final int BACKLOG = 1_000;
  private static final int NO_BODY = -1;

  private final HttpServer server;

  /** Listens on the loopback interface, each request in a virtual thread of its own. */
  public PeerHttp(int port, BooleanSupplier ready) throws IOException {
    server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(READY, exchange -> answer(exchange, ready.getAsBoolean() ? 200 : 503));
    server.start();
  }

  /** Takes orders, too. */
  public void serve(OrderDesk desk) {
    server.createContext(ORDERS, exchange -> order(exchange, desk));
  }

  private static void order(HttpExchange exchange, OrderDesk desk) throws IOException {
    try {
      if (exchange.getRequestMethod().equals("POST")) {
        PeerOrder order = PeerOrder.posted(exchange.getRequestBody().readAllBytes());
        answer(exchange, desk.place(order) ? 201 : 200);
      } else {
        read(exchange, desk);
      }
    } catch (IllegalArgumentException e) {
      answer(exchange, 400);
    } catch (RuntimeException e) {
      e.printStackTrace();
      answer(exchange, 500);
    }
  }

  private static void read(HttpExchange exchange, OrderDesk desk) throws IOException {
    Matcher path = GET.matcher(exchange.getRequestURI().getPath());
    if (!path.matches()) {
      answer(exchange, 404);
      return;
    }
    String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
    Optional<PeerOrder> order =
        desk.await(path.group(1), wanted(path.group(2) != null, query), timeout(query));
    if (order.isPresent()) {
      answer(exchange, Json.bytes(order.get()));
    } else {
      answer(exchange, 404);
    }
  }

  private static Predicate<PeerOrder> wanted(boolean decided, String query) {
    if (query.contains("wait=confirmed")) {
      return PeerOrder::isFinal;
    }
    return decided ? PeerOrder::isDecided : _ -> true;
  }

  private static Duration timeout(String query) {
    Matcher given = TIMEOUT.matcher(query);
    return given.find() ? Duration.ofMillis(Long.parseLong(given.group(1))) : USUAL_TIMEOUT;
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, NO_BODY);
    }
  }
}
