package dev.cascade.payments.rest;

import dev.cascade.payments.domain.account.AccountEffect;
import dev.cascade.payments.domain.account.AccountSnapshot;
import dev.cascade.payments.topology.StatementKey;
import dev.cascade.payments.topology.ViewsTopology;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.query.StorePartitions;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** An account's entries, and its balance at a past moment. */
@ApplicationScoped
class Statements {

  private static final Pattern VERSION = Pattern.compile("[0-9]{1,18}");

  private final Reads reads;
  private final StoreScans scans;

  Statements(Reads reads, StoreScans scans) {
    this.reads = reads;
    this.scans = scans;
  }

  /** One entry and the balance after it. */
  @RegisterForReflection
  record LineView(
      String paymentId,
      String amount,
      String balance,
      boolean lowBalance,
      long version,
      Instant at) {

    static LineView of(AccountSnapshot line, AccountEffect.Entry entry) {
      return new LineView(
          entry.paymentId(),
          line.balance().withMinorUnits(entry.minorUnits()).toDecimal(),
          line.balance().toDecimal(),
          entry.lowBalance(),
          line.version(),
          line.at());
    }
  }

  static Optional<Instant> moment(Input input, @Nullable String text) {
    try {
      return Optional.ofNullable(text).map(Instant::parse);
    } catch (DateTimeException e) {
      input.violated("at", "must be a moment such as 2030-01-01T10:00:00Z");
      return Optional.empty();
    }
  }

  static long cursor(Input input, @Nullable String text) {
    if (text == null) {
      return Long.MAX_VALUE;
    }
    if (!VERSION.matcher(text).matches()) {
      input.violated("cursor", "must be the one that the last page gave");
      return Long.MAX_VALUE;
    }
    return Long.parseLong(text);
  }

  /**
   * The account after its last entry at or before the moment; 504 when that is not found in time.
   */
  Response at(String account, Instant moment, Deadline deadline) {
    return scans
        .run(deadline, until -> lastBefore(account, moment, until))
        .map(line -> Response.ok(AccountView.of(line)).build())
        .orElseGet(
            () -> Reads.notFound("Account " + account + " has no known entry at that moment."));
  }

  private Optional<AccountSnapshot> lastBefore(String account, Instant moment, Deadline until) {
    try (KeyValueIterator<String, AccountSnapshot> lines = newestFirst(account, Long.MAX_VALUE)) {
      return lastBefore(moment, StoreScans.within(until, lines));
    }
  }

  private static Optional<AccountSnapshot> lastBefore(
      Instant moment, Iterator<KeyValue<String, AccountSnapshot>> newestFirst) {
    while (newestFirst.hasNext()) {
      AccountSnapshot line = newestFirst.next().value;
      if (!line.at().isAfter(moment)) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }

  /** The entries before a version, the newest first. */
  Response page(String account, long before, int limit) {
    List<LineView> lines = new ArrayList<>();
    try (KeyValueIterator<String, AccountSnapshot> entries = newestFirst(account, before)) {
      while (entries.hasNext() && lines.size() <= limit) {
        AccountSnapshot line = entries.next().value;
        if (line.version() < before && line.cause() instanceof AccountEffect.Entry entry) {
          lines.add(LineView.of(line, entry));
        }
      }
    }
    if (lines.size() <= limit) {
      return Response.ok(Map.of("items", lines)).build();
    }
    List<LineView> page = lines.subList(0, limit);
    return Response.ok(Map.of("items", page, "next", Long.toString(page.getLast().version())))
        .build();
  }

  private KeyValueIterator<String, AccountSnapshot> newestFirst(String account, long before) {
    ReadOnlyKeyValueStore<String, AccountSnapshot> store =
        StorePartitions.openFor(
            reads.application(),
            ViewsTopology.STATEMENTS,
            account,
            QueryableStoreTypes.keyValueStore());
    return store.reverseRange(StatementKey.first(account), StatementKey.of(account, before));
  }
}
