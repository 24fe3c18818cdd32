package dev.cascade.local.tour;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.local.data.JsonApi;
import dev.cascade.local.data.JsonApi.Answer;
import dev.cascade.local.platform.PlatformServer;
import dev.cascade.local.platform.ServerFailedException;
import dev.cascade.local.run.Ecosystem;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/** Follows orders from the POST to the mail, then shows each way to fail. */
public final class Tour {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int UNAVAILABLE = 503;
  private static final int ATTEMPTS = 5;
  private static final List<String> SETTLED =
      List.of("CONFIRMED", "FAILED", "CANCELLED", "SHIPPED");

  private final Ecosystem ecosystem;
  private final PrintStream out;
  private final Curl curl;
  private final String run = Long.toString(System.currentTimeMillis() / 1000, 36);
  private int surprises;

  /** A tour that prints there. */
  public Tour(Ecosystem ecosystem, PrintStream out) {
    this.ecosystem = ecosystem;
    this.out = out;
    this.curl = new Curl(out, ecosystem.installation().token("operator"));
  }

  /**
   * Walks the tour.
   *
   * @return the exit status: 0 when everything went as told
   */
  public int run() {
    requireRunning();
    if (ecosystem.installation().secrets().exist()) {
      out.println("$ TOKEN=$(./cascade token --role operator)");
    }
    platinum();
    stillOtherCustomers();
    failures();
    out.println(surprises == 0 ? "\nEverything went as told." : "\nSurprises: " + surprises);
    return surprises == 0 ? 0 : 1;
  }

  private void platinum() {
    String id = "tour-" + run + "-platinum";
    title("Alice, a platinum customer, orders two pairs of stockings; their price is open");
    order(new TourOrder(id, "c-alice", "STOCKINGS", 2, "9.50"), "CONFIRMED");
    title("Her money has moved, the stock is reserved for her");
    curl.get(url("payments", "/v1/payments/order-" + id));
    curl.get(url("inventory", "/v1/stock/STOCKINGS"));
    title("And a mail was sent, which the mail server shows");
    mailFor(id);
    curl.get(url("email", "/v1/emails?orderId=" + id));
  }

  private void stillOtherCustomers() {
    String id = "tour-" + run + "-bronze";
    title("Dave, bronze, in the article's short form: confirmed, without a mail");
    order(id, new TourOrder(id, "c-dave", "JUMPERS", 1, "12.00").shortForm(), "CONFIRMED");
  }

  private void failures() {
    failure("Out of stock: there is no unicorn", "stock", "c-bob", "unicorn", 1, "19.99");
    failure("Over the fraud limit: five iPads", "fraud", "c-dave", "ipad", 5, "499.00");
    failure("Bad details: an iPad does not cost one euro", "details", "c-carol", "ipad", 1, "1.00");
    failure("No funds: Eve's account is empty", "funds", "c-eve", "book", 1, "24.50");
    title("What failed holds no stock");
    curl.get(url("inventory", "/v1/stock/ipad"));
    curl.get(url("inventory", "/v1/stock/book"));
  }

  private void failure(
      String what, String suffix, String customer, String product, int quantity, String price) {
    String id = "tour-" + run + "-" + suffix;
    title(what);
    order(new TourOrder(id, customer, product, quantity, price), "FAILED");
  }

  private void order(TourOrder order, String state) {
    order(order.id(), order.json(), state);
  }

  private void order(String id, JsonNode body, String state) {
    Answer answer = curl.post(url("orders", "/v1/orders"), body);
    // An order may be posted again as it is: one that did arrive counts once.
    for (int again = 1; answer.status() == UNAVAILABLE && again < ATTEMPTS; again++) {
      answer = curl.post(url("orders", "/v1/orders"), body);
    }
    if (!answer.succeeded()) {
      surprise("The order " + id + " was not accepted");
    }
    Answer decided = curl.get(url("orders", "/v1/orders/" + id + "/validated?timeout=5000"));
    if (!isSettled(decided)) {
      decided = settled(id);
    }
    if (!decided.body().path("state").asText().equals(state)) {
      surprise("Expected " + state);
    }
  }

  private Answer settled(String id) {
    String path = url("orders", "/v1/orders/" + id);
    String asking = path + "?timeout=1000";
    return within(() -> Optional.of(curl.quietGet(asking)).filter(Tour::isSettled))
        .map(answer -> curl.show("GET", path, answer))
        .orElseGet(() -> curl.get(path));
  }

  private static boolean isSettled(Answer answer) {
    return SETTLED.contains(answer.body().path("state").asText());
  }

  private void mailFor(String orderId) {
    String inbox = ecosystem.mail().apiUrl() + "/api/user/alice@example.org/messages/INBOX/";
    JsonApi mails = new JsonApi();
    Optional<JsonNode> mail =
        within(() -> messageNaming(orderId, mails.send("GET", inbox, null).body()));
    out.println("$ curl -s " + inbox);
    mail.ifPresentOrElse(
        found -> out.println(Mails.readable(found)),
        () -> surprise("There is no mail about " + orderId));
  }

  private static Optional<JsonNode> messageNaming(String orderId, JsonNode messages) {
    return StreamSupport.stream(messages.spliterator(), false)
        .filter(message -> Mails.mentions(message, orderId))
        .findFirst();
  }

  private static <T> Optional<T> within(Supplier<Optional<T>> question) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Optional<T> answer = question.get();
    while (answer.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      answer = question.get();
    }
    return answer;
  }

  private void surprise(String what) {
    surprises++;
    out.println("!! " + what);
  }

  private void title(String text) {
    out.println("\n# " + text);
  }

  private String url(String service, String path) {
    return "http://localhost:" + ecosystem.server(service).ports().firstEntry().getValue() + path;
  }

  private void requireRunning() {
    List<String> missing =
        ecosystem.all().stream()
            .filter(server -> !server.isReady())
            .map(PlatformServer::name)
            .toList();
    if (!missing.isEmpty()) {
      throw new ServerFailedException(
          "Not ready: " + String.join(", ", missing) + ". ./cascade up starts what is missing.");
    }
  }
}
