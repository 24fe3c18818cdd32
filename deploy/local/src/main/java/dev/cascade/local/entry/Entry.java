package dev.cascade.local.entry;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.ProxyHandler;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/**
 * The entry: it listens at one port for each service that has several instances, and spreads the
 * requests over them. Which ones there are it is told through its desk.
 */
public final class Entry implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final int IO_THREADS = 2;
  private static final int DESK_THREADS = 4;
  private static final int BUFFER_BYTES = 8192;
  private static final long LOOK_MILLIS = 250;
  private static final String SECONDS_TO_WAIT = "1";

  private final Map<String, OpenDoor> doors = new ConcurrentHashMap<>();
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final XnioWorker worker;
  private final Undertow desk;

  private record OpenDoor(int port, Spread spread, Undertow listener) {}

  private Entry(int deskPort, String key) throws IOException {
    worker =
        Xnio.getInstance()
            .createWorker(
                OptionMap.builder()
                    .set(Options.WORKER_IO_THREADS, IO_THREADS)
                    .set(Options.WORKER_TASK_CORE_THREADS, 1)
                    .set(Options.WORKER_TASK_MAX_THREADS, DESK_THREADS)
                    .set(Options.TCP_NODELAY, true)
                    .getMap());
    desk = listener(deskPort, new EntryDesk(this, key));
    var unused =
        looking.scheduleWithFixedDelay(
            new Readiness(this::instances), 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Opens the desk; there is no door yet.
   *
   * @param deskPort where it is told what to do
   * @param key the word of those who may tell it
   */
  public static Entry start(int deskPort, String key) throws IOException {
    return new Entry(deskPort, key);
  }

  /**
   * The process.
   *
   * @param args the desk's port, and the file that holds the key
   */
  public static void main(String[] args) throws IOException {
    String key = Files.readString(Path.of(args[1])).strip();
    Entry entry = start(Integer.parseInt(args[0]), key);
    Runtime.getRuntime().addShutdownHook(new Thread(entry::close));
    System.out.println("The entry is told what to serve at port " + args[0]);
  }

  /**
   * Serves a service from now on as the door says.
   *
   * @throws IllegalArgumentException when it is served at another port already, or somebody else
   *     has the port
   */
  synchronized void serve(String service, Door door) {
    OpenDoor open = doors.get(service);
    if (open != null && open.port() != door.port()) {
      throw new IllegalArgumentException(service + " is served at port " + open.port());
    }
    if (open == null) {
      doors.put(service, opened(service, door));
    } else {
      open.spread().setInstances(door.instances());
    }
    System.out.println(service + " is served at port " + door.port() + " by " + door.instances());
  }

  private OpenDoor opened(String service, Door door) {
    Spread spread = new Spread();
    spread.setInstances(door.instances());
    try {
      return new OpenDoor(door.port(), spread, listener(door.port(), proxy(service, spread)));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "port " + door.port() + " cannot be listened at: " + e.getMessage(), e);
    }
  }

  /** What it serves now, by service. */
  Map<String, SeenDoor> seen() {
    Map<String, SeenDoor> seen = new TreeMap<>();
    doors.forEach(
        (service, open) -> seen.put(service, new SeenDoor(open.port(), open.spread().seen())));
    return seen;
  }

  private Stream<Instance> instances() {
    return doors.values().stream().flatMap(open -> open.spread().instances().stream());
  }

  private static HttpHandler proxy(String service, Spread spread) {
    HttpHandler proxy =
        ProxyHandler.builder().setProxyClient(spread).setMaxConnectionRetries(0).build();
    return exchange -> {
      exchange.addDefaultResponseListener(unanswered -> explain(service, unanswered));
      proxy.handleRequest(exchange);
    };
  }

  /** The entry's own answer where no instance gave one. */
  private static boolean explain(String service, HttpServerExchange exchange) {
    if (exchange.getStatusCode() < StatusCodes.INTERNAL_SERVER_ERROR) {
      return false;
    }
    boolean handedOn = exchange.getAttachment(Spread.HANDED_ON) != null;
    exchange.setStatusCode(handedOn ? StatusCodes.BAD_GATEWAY : StatusCodes.SERVICE_UNAVAILABLE);
    exchange.getResponseHeaders().put(Headers.RETRY_AFTER, SECONDS_TO_WAIT);
    EntryDesk.problem(
        exchange,
        handedOn
            ? "The instance of %s that had the request ended before it answered; what became of it is not known. Ask again with the same id."
                .formatted(service)
            : "No instance of %s takes requests now.".formatted(service));
    return true;
  }

  private Undertow listener(int port, HttpHandler handler) {
    Undertow listener =
        Undertow.builder()
            .setWorker(worker)
            .setBufferSize(BUFFER_BYTES)
            .setDirectBuffers(false)
            .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
            // What a service refuses is for the service to say.
            .setServerOption(UndertowOptions.DECODE_URL, false)
            .setServerOption(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
            .addHttpListener(port, HOST)
            .setHandler(handler)
            .build();
    listener.start();
    return listener;
  }

  @Override
  public void close() {
    looking.shutdownNow();
    doors.values().forEach(open -> open.listener().stop());
    desk.stop();
    worker.shutdown();
  }
}
