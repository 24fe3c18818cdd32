package dev.cascade.fraud.topology;

import dev.cascade.fraud.contract.StoreSerdes;
import dev.cascade.fraud.contract.StoreSerdes.OrderKey;
import dev.cascade.fraud.domain.Review;
import dev.cascade.streams.query.CommittedView;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The reviews that are open, those first whose time ends first; derived from the view of all again
 * whenever the task starts. In memory: there are as many as orders near the limit come in within a
 * reviewer's time.
 */
final class OpenReviews implements CommittedView.Derived<Review> {

  private final String view;

  @SuppressWarnings("NullAway.Init")
  private KeyValueStore<String, Review> reviews;

  @SuppressWarnings("NullAway.Init")
  private KeyValueStore<OrderKey, Review> open;

  OpenReviews(String view) {
    this.view = view;
  }

  static StoreBuilder<KeyValueStore<OrderKey, Review>> store() {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(FraudViews.OPEN_REVIEWS),
            StoreSerdes.orderKeys(),
            StoreSerdes.reviews())
        .withLoggingDisabled();
  }

  /** Where a review stands among those that are open. */
  static OrderKey place(Review review) {
    return new OrderKey(review.subject().until(), review.subject().orderId());
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    reviews = context.getStateStore(view);
    open = context.getStateStore(FraudViews.OPEN_REVIEWS);
    try (KeyValueIterator<String, Review> entries = reviews.all()) {
      while (entries.hasNext()) {
        KeyValue<String, Review> entry = entries.next();
        add(entry.value);
      }
    }
  }

  @Override
  public void update(String orderId, @Nullable Review review) {
    Review before = reviews.get(orderId);
    if (before instanceof Review.Open) {
      open.delete(place(before));
    }
    add(review);
  }

  private void add(@Nullable Review review) {
    if (review instanceof Review.Open) {
      open.put(place(review), review);
    }
  }
}
