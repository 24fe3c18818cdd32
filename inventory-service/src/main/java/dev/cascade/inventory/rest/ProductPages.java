package dev.cascade.inventory.rest;

import dev.cascade.inventory.domain.Product;
import dev.cascade.inventory.rest.InventoryReads.Asked;
import dev.cascade.inventory.topology.InventoryViews;
import dev.cascade.streams.query.EveryInstance;
import dev.cascade.streams.query.EveryInstance.SpreadRead;
import dev.cascade.streams.query.IdPages;
import dev.cascade.streams.runtime.ManagedStreams;
import dev.cascade.streams.runtime.StreamsRuntime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** Pages of all products: the first ones after the cursor, over all instances. */
@ApplicationScoped
class ProductPages {

  private static final int MOST = 1_000;
  private static final int USUAL = 100;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

  private final InventoryViews views;
  private final StreamsRuntime runtime;
  private final EveryInstance everywhere;

  ProductPages(InventoryViews views, StreamsRuntime runtime, EveryInstance everywhere) {
    this.views = views;
    this.runtime = runtime;
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

  CompletionStage<Response> page(Optional<String> after, int limit, Asked asked) {
    return everywhere
        .items(
            new SpreadRead(
                application(),
                views.products().store(),
                asked.uri(),
                asked.headers(),
                asked.deadline(),
                partitions -> here(after, limit, partitions)))
        .thenApply(items -> Response.ok(IdPages.of(asked.headers(), items, limit)).build());
  }

  /** The first entries of each partition, by id; one more than the limit tells of a next page. */
  private List<ProductView> here(Optional<String> after, int limit, Set<Integer> partitions) {
    List<ProductView> first = new ArrayList<>();
    for (int partition : partitions) {
      try (KeyValueIterator<String, Product> entries =
          views.products().in(application(), partition).range(after.orElse(null), null)) {
        for (int taken = 0; entries.hasNext() && taken <= limit; ) {
          KeyValue<String, Product> entry = entries.next();
          if (entry.value != null && !after.equals(Optional.of(entry.key))) {
            first.add(ProductView.of(entry.value));
            taken++;
          }
        }
      }
    }
    return first;
  }

  private ManagedStreams application() {
    return runtime.application(InventoryViews.NAME);
  }
}
