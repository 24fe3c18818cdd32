package dev.cascade.payments.rest;

import dev.cascade.payments.domain.account.AccountSnapshot;
import dev.cascade.payments.rest.Reads.Asked;
import dev.cascade.payments.topology.PaymentViews;
import dev.cascade.streams.identity.Caller;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.query.EveryInstance;
import dev.cascade.streams.query.EveryInstance.SpreadRead;
import dev.cascade.streams.query.IdPages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
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
  private final StoreScans scans;

  AccountPages(PaymentViews views, Reads reads, EveryInstance everywhere, StoreScans scans) {
    this.views = views;
    this.reads = reads;
    this.everywhere = everywhere;
    this.scans = scans;
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
                partitions ->
                    scans.run(
                        asked.deadline(),
                        until -> here(after, limit, partitions, asked.caller(), until))))
        .thenApply(items -> Response.ok(IdPages.of(asked.headers(), items, limit)).build());
  }

  /** The first accounts of each partition, by id; one more than the limit tells of a next page. */
  private List<AccountView> here(
      @Nullable String after, int limit, Set<Integer> partitions, Caller caller, Deadline until) {
    List<AccountView> first = new ArrayList<>();
    for (int partition : partitions) {
      try (KeyValueIterator<String, AccountSnapshot> entries =
          views.accounts().in(reads.application(), partition).range(after, null)) {
        Iterator<KeyValue<String, AccountSnapshot>> inTime = StoreScans.within(until, entries);
        for (int taken = 0; inTime.hasNext() && taken <= limit; ) {
          KeyValue<String, AccountSnapshot> entry = inTime.next();
          if (entry.value != null && !entry.key.equals(after) && caller.owns(entry.key)) {
            first.add(AccountView.of(entry.value));
            taken++;
          }
        }
      }
    }
    return first;
  }
}
