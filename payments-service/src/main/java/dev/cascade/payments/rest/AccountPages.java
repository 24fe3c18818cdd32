package dev.cascade.payments.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.payments.domain.account.AccountSnapshot;
import dev.cascade.payments.rest.Reads.Asked;
import dev.cascade.payments.topology.PaymentViews;
import dev.cascade.streams.query.EveryInstance;
import dev.cascade.streams.query.EveryInstance.SpreadRead;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** Pages of all accounts: the first ones after the cursor, over all instances. */
@ApplicationScoped
class AccountPages {

  private static final int MOST = 1_000;
  private static final int USUAL = 100;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

  private final PaymentViews views;
  private final Reads reads;
  private final EveryInstance everywhere;

  AccountPages(PaymentViews views, Reads reads, EveryInstance everywhere) {
    this.views = views;
    this.reads = reads;
    this.everywhere = everywhere;
  }

  static int limit(Input input, @Nullable String text) {
    if (text == null) {
      return USUAL;
    }
    int limit = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MOST) {
      input.violated("limit", "must be a number from 1 to " + MOST);
    }
    return limit;
  }

  CompletionStage<Response> page(@Nullable String after, int limit, Asked asked) {
    return everywhere
        .items(
            new SpreadRead(
                reads.application(),
                views.accounts().store(),
                asked.uri(),
                asked.headers(),
                asked.deadline(),
                () -> here(after, limit)))
        .thenApply(items -> Response.ok(page(items, limit)).build());
  }

  /** Each partition's accounts come by id, one partition after the other. */
  private List<AccountView> here(@Nullable String after, int limit) {
    TreeMap<String, AccountSnapshot> first = new TreeMap<>();
    try (KeyValueIterator<String, AccountSnapshot> entries =
        views.accounts().local(reads.application()).range(after, null)) {
      while (entries.hasNext()) {
        KeyValue<String, AccountSnapshot> entry = entries.next();
        if (entry.value != null && !entry.key.equals(after)) {
          first.put(entry.key, entry.value);
        }
        if (first.size() > limit + 1) {
          first.pollLastEntry();
        }
      }
    }
    return first.values().stream().map(AccountView::of).toList();
  }

  /** One more than the limit was read, which tells whether there is a next page. */
  private static Map<String, Object> page(List<JsonNode> items, int limit) {
    List<JsonNode> sorted = new ArrayList<>(items);
    sorted.sort(Comparator.comparing(AccountPages::id));
    if (sorted.size() <= limit) {
      return Map.of("items", sorted);
    }
    List<JsonNode> page = sorted.subList(0, limit);
    return Map.of("items", page, "next", id(page.getLast()));
  }

  private static String id(JsonNode account) {
    return account.path("id").asText();
  }
}
