package dev.cascade.local.reconcile.books;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.local.data.JsonApi;
import dev.cascade.local.platform.ServerFailedException;
import dev.cascade.local.run.Installation;
import dev.cascade.local.run.ServiceDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads accounts, payments and orders from the services' HTTP, page by page. Orders are read after
 * payments and payments after entries: so what caused an entry that was read can be read, too.
 */
public final class BooksReader {

  /** A payment's two entries may lie on both sides of the period's beginning. */
  private static final Duration MARGIN = Duration.ofHours(1);

  private static final int PAGE = 1_000;
  private static final int MOST = 1_000_000;
  private static final int NOT_FOUND = 404;
  private static final String PAYMENTS = "payments";
  private static final String ORDERS = "orders";
  private static final String ENDED = "/v1/state/complete-view";

  private final JsonApi http;
  private final String payments;
  private final String orders;
  private int taken;

  private BooksReader(JsonApi http, String payments, String orders) {
    this.http = http;
    this.payments = payments;
    this.orders = orders;
  }

  /** Reads from what runs in this home, as its auditor. */
  public static BooksReader of(Installation installation) {
    return new BooksReader(
        new JsonApi(installation.token("auditor")),
        url(installation, PAYMENTS),
        url(installation, ORDERS));
  }

  private static String url(Installation installation, String service) {
    return installation.url(ServiceDefinition.processing(service, names -> names).port());
  }

  /**
   * Everything of a period.
   *
   * @throws ServerFailedException when a service does not answer, or has more than a million
   */
  public Books read(Period period) {
    taken = 0;
    Map<String, List<Entry>> entries = new HashMap<>();
    Instant since = period.from().minus(MARGIN);
    pages(
        payments + "/v1/accounts?limit=" + PAGE,
        "cursor",
        PAYMENTS,
        account -> {
          count();
          if (!moment(account, "updatedAt").isBefore(since)) {
            List<Entry> found = entries(text(account, "id"), text(account, "currency"), since);
            entries.put(text(account, "id"), found);
          }
          return true;
        });
    Map<String, BookedPayment> ended = ended(period.from());
    Map<String, String> open = open(period, entries, ended);
    return new Books(period, entries, ended, open, orders(period.from(), ended));
  }

  /**
   * The entries of one account since a moment, the oldest first.
   *
   * @throws ServerFailedException when there is no such account
   */
  public List<Entry> entries(String account, Instant since) {
    JsonNode known =
        http.send("GET", payments + "/v1/accounts/" + JsonApi.encoded(account), null)
            .orRefused(PAYMENTS);
    return entries(account, text(known, "currency"), since);
  }

  private List<Entry> entries(String account, String currency, Instant since) {
    List<Entry> entries = new ArrayList<>();
    pages(
        payments + "/v1/accounts/" + JsonApi.encoded(account) + "/statement?limit=" + PAGE,
        "cursor",
        PAYMENTS,
        line -> {
          count();
          Instant at = moment(line, "at");
          if (at.isBefore(since)) {
            return false;
          }
          entries.add(
              new Entry(
                  account,
                  text(line, "paymentId"),
                  Amount.of(text(line, "amount"), currency),
                  Amount.of(text(line, "balance"), currency),
                  at));
          return true;
        });
    return entries.reversed();
  }

  private Map<String, BookedPayment> ended(Instant since) {
    Map<String, BookedPayment> ended = new HashMap<>();
    pages(
        payments + ENDED + "?timeout=10000&limit=" + PAGE,
        "after",
        PAYMENTS,
        item -> {
          BookedPayment payment = payment(item.path("value"));
          if (!payment.updatedAt().isBefore(since)) {
            ended.put(payment.id(), payment);
            count();
          }
          return true;
        });
    return ended;
  }

  private Map<String, String> open(
      Period period, Map<String, List<Entry>> entries, Map<String, BookedPayment> ended) {
    Map<String, String> open = new HashMap<>();
    entries.values().stream()
        .flatMap(List::stream)
        .filter(entry -> period.contains(entry.at()))
        .map(Entry::payment)
        .filter(id -> !ended.containsKey(id))
        .distinct()
        .forEach(id ->
            found(payments + "/v1/payments/" + JsonApi.encoded(id), PAYMENTS)
                .ifPresent(payment -> open.put(id, text(payment, "state"))));
    return open;
  }

  private Map<String, KnownOrder> orders(Instant since, Map<String, BookedPayment> ended) {
    Map<String, KnownOrder> known = new HashMap<>();
    pages(
        orders + "/v1/orders?timeout=10000",
        "cursor",
        ORDERS,
        item -> {
          count();
          KnownOrder order = order(item);
          known.put(order.id(), order);
          return !order.createdAt().isBefore(since);
        });
    ended.values().stream()
        .flatMap(payment -> payment.order().stream())
        .filter(id -> !known.containsKey(id))
        .distinct()
        .toList()
        .forEach(id ->
            found(orders + "/v1/orders/" + JsonApi.encoded(id), ORDERS)
                .ifPresent(order -> known.put(id, order(order))));
    return known;
  }

  /**
   * Every item of a list, until one is enough.
   *
   * @param cursor the parameter that takes what a page says comes next
   */
  private void pages(String url, String cursor, String who, Predicate<JsonNode> more) {
    Optional<String> next = Optional.empty();
    do {
      String page = url + next.map(it -> "&" + cursor + "=" + JsonApi.encoded(it)).orElse("");
      JsonNode body = http.send("GET", page, null).orRefused(who);
      for (JsonNode item : body.path("items")) {
        if (!more.test(item)) {
          return;
        }
      }
      next = Optional.ofNullable(body.path("next").textValue());
    } while (next.isPresent());
  }

  private Optional<JsonNode> found(String url, String who) {
    JsonApi.Answer answer = http.send("GET", url, null);
    return answer.status() == NOT_FOUND ? Optional.empty() : Optional.of(answer.orRefused(who));
  }

  private void count() {
    taken++;
    if (taken > MOST) {
      throw new ServerFailedException(
          "There is more than can be held at once (" + MOST + "); ask for a shorter --from.");
    }
  }

  private static BookedPayment payment(JsonNode it) {
    return new BookedPayment(
        text(it, "id"),
        text(it, "kind"),
        text(it, "state"),
        text(it, "debtorAccount"),
        text(it, "creditorAccount"),
        Amount.of(text(it, "amount"), text(it, "currency")),
        Optional.ofNullable(it.path("orderId").textValue()),
        moment(it, "updatedAt"));
  }

  /** An order that is only accepted has not been decided on. */
  private static KnownOrder order(JsonNode it) {
    Instant createdAt = moment(it, "createdAt");
    return new KnownOrder(
        text(it, "id"),
        text(it, "state"),
        Amount.of(text(it, "total"), text(it, "currency")),
        createdAt,
        it.has("updatedAt") ? moment(it, "updatedAt") : createdAt);
  }

  private static String text(JsonNode it, String field) {
    String text = it.path(field).textValue();
    if (text == null) {
      throw new ServerFailedException("An answer without " + field + ": " + it);
    }
    return text;
  }

  private static Instant moment(JsonNode it, String field) {
    return Instant.parse(text(it, field));
  }
}
