package dev.cascade.fraud.topology;

import dev.cascade.fraud.domain.Review;
import dev.cascade.fraud.domain.Review.Open;
import dev.cascade.streams.sweep.StoreSweep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The store of reviews. */
final class ReviewMemory {

  private final KeyValueStore<String, Review> reviews;
  private final StoreSweep<String, Review> sweep;

  ReviewMemory(ProcessorContext<?, ?> context) {
    this.reviews = context.getStateStore(FraudStores.REVIEWS);
    this.sweep = new StoreSweep<>(reviews);
  }

  @Nullable Review find(String orderId) {
    return reviews.get(orderId);
  }

  void put(Review review) {
    reviews.put(review.subject().orderId(), review);
  }

  /** Those that nobody has decided on. */
  List<Open> open() {
    List<Open> open = new ArrayList<>();
    try (KeyValueIterator<String, Review> entries = reviews.all()) {
      while (entries.hasNext()) {
        if (entries.next().value instanceof Open review) {
          open.add(review);
        }
      }
    }
    return open;
  }

  /**
   * Looks at so many reviews, and on from there the next time; forgets those whose order was
   * created before the cutoff, and gives them.
   */
  List<Review> forget(Instant cutoff, int most) {
    return sweep
        .step(most, (_, review) -> review.subject().orderedAt().isBefore(cutoff))
        .forgotten()
        .stream()
        .map(entry -> entry.value)
        .toList();
  }
}
