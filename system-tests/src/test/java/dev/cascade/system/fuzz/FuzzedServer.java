package dev.cascade.system.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.system.ecosystem.Http;
import dev.cascade.system.ecosystem.RawAnswer;
import dev.cascade.system.ecosystem.RawHttp;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A server that is asked for what its OpenAPI document names, and for what it does not. */
public final class FuzzedServer {

  private static final int AT_ONCE = 16;

  /** Says that the server is busy. */
  private static final int BUSY = 503;

  /** Says that the caller's time is over. */
  private static final int TIMEOUT = 504;

  /** As long as a server may be busy: until those who were there before are known to be gone. */
  private static final Duration LONGEST_BUSY = Duration.ofSeconds(60);

  /** Answers to what is no HTTP or too long for a header; they are given before anybody sees it. */
  private static final Set<Integer> OF_THE_PROTOCOL = Set.of(400, 414, 431);

  private final String authority;

  /** Whether its answers are for programs; those of the console are pages, as are its refusals. */
  private final boolean isApi;

  private final RawHttp http;
  private final List<Operation> operations;
  private final List<String> fields;

  private FuzzedServer(String url, boolean isApi, List<Operation> operations, Set<String> fields) {
    this.isApi = isApi;
    URI uri = URI.create(url);
    this.authority = uri.getAuthority();
    this.http = new RawHttp(uri.getPort());
    this.operations = operations;
    this.fields = List.copyOf(fields);
  }

  /** A service, with what it documents, but for what steers others. */
  public static FuzzedServer service(String url) {
    return service(url, operation -> !operation.steersOthers());
  }

  /** A service, with what it documents that steers others. */
  public static FuzzedServer steering(String url) {
    return service(url, Operation::steersOthers);
  }

  private static FuzzedServer service(String url, Predicate<Operation> wanted) {
    JsonNode document = new Http().get(url + "/q/openapi?format=json").body();
    Set<String> fields = new TreeSet<>(Set.of("id", "x"));
    document.findValues("properties").forEach(it -> it.fieldNames().forEachRemaining(fields::add));
    List<Operation> operations = Operation.of(document).stream().filter(wanted).toList();
    return new FuzzedServer(url, true, operations, fields);
  }

  /** The console, which passes requests on. */
  public static FuzzedServer console(String url) {
    List<Operation> operations = new ArrayList<>();
    for (String path : List.of("/", "/{id}", "/api/{id}/v1/{id}", "/api/{id}")) {
      operations.add(new Operation("GET", path, List.of("x", "limit"), Set.of()));
    }
    String order = "/api/orders/v1/orders/{id}";
    operations.add(new Operation("GET", order, List.of("x", "limit"), Set.of(TIMEOUT)));
    operations.add(new Operation("POST", "/api/orders/v1/orders", List.of("timeout"), Set.of()));
    operations.add(new Operation("POST", "/v1/traces", List.of(), Set.of()));
    return new FuzzedServer(
        url, false, operations, Set.of("id", "customerId", "product", "quantity"));
  }

  /** What went wrong of so many requests; each begins with the request's first line. */
  public List<String> faults(Random random, int requests) {
    RequestGrammar grammar = new RequestGrammar(random, fields);
    Semaphore free = new Semaphore(AT_ONCE);
    List<CompletableFuture<Optional<String>>> answers = new ArrayList<>();
    for (int number = 0; number < requests; number++) {
      Operation operation = operations.get(random.nextInt(operations.size()));
      RequestGrammar.Drawn drawn = grammar.request(operation, authority);
      free.acquireUninterruptibly();
      answers.add(
          CompletableFuture.supplyAsync(() -> fault(drawn), Thread::startVirtualThread)
              .whenComplete((_, _) -> free.release()));
    }
    return answers.stream().flatMap(it -> it.join().stream()).toList();
  }

  /**
   * The status of the problem document that is answered to a GET; 0 when it is no such document.
   */
  public int statusOfProblem(String address) {
    String request =
        "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(address, authority);
    try {
      RawAnswer answer = http.send(request.getBytes(UTF_8));
      return answer.isProblemDocument() ? answer.status() : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private Optional<String> fault(RequestGrammar.Drawn drawn) {
    try {
      RawAnswer answer = http.send(drawn.bytes());
      return complaint(drawn, answer).map(it -> authority + " " + drawn.line() + ": " + it);
    } catch (IOException e) {
      return Optional.of(authority + " " + drawn.line() + ": " + e);
    }
  }

  private Optional<String> complaint(RequestGrammar.Drawn drawn, RawAnswer answer) {
    int status = answer.status();
    if (status == 0) {
      return Optional.of("no answer");
    }
    if (status == BUSY) {
      return busy(drawn, answer);
    }
    if (status >= 500 && !(status == TIMEOUT && mayTimeOut(drawn))) {
      return Optional.of(status + " " + answer.body());
    }
    boolean bare = drawn.isHead() || answer.body().isEmpty();
    if (!isApi
        || status < 400
        || answer.isProblemDocument()
        || (bare && isOfTheProtocol(drawn, status))) {
      return Optional.empty();
    }
    return Optional.of(status + " without a problem document: " + answer.head() + answer.body());
  }

  private boolean mayTimeOut(RequestGrammar.Drawn drawn) {
    return operations.stream()
        .filter(it -> it.isAskedBy(drawn.method(), drawn.path()))
        .anyMatch(it -> it.statuses().contains(TIMEOUT));
  }

  /** Whoever is told to come again comes again, as often as he is told, and gets his answer. */
  private Optional<String> busy(RequestGrammar.Drawn drawn, RawAnswer answer) {
    Optional<Duration> pause = answer.retryAfter();
    if (pause.isEmpty() || !(answer.isProblemDocument() || drawn.isHead())) {
      return Optional.of(
          "503 without a problem document or Retry-After: " + answer.head() + answer.body());
    }
    try {
      RawAnswer later =
          Awaitility.await(drawn.line())
              .pollInSameThread()
              .pollDelay(pause.get())
              .pollInterval(pause.get())
              .atMost(pause.get().plus(LONGEST_BUSY))
              .until(() -> http.send(drawn.unhurried().bytes()), again -> again.status() != BUSY);
      return complaint(drawn, later);
    } catch (ConditionTimeoutException e) {
      return Optional.of("503 again and again: " + answer.body());
    }
  }

  private static boolean isOfTheProtocol(RequestGrammar.Drawn drawn, int status) {
    return drawn.isHead() || OF_THE_PROTOCOL.contains(status);
  }
}
