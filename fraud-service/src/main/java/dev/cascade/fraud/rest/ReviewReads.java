package dev.cascade.fraud.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.fraud.contract.StoreSerdes.OrderKey;
import dev.cascade.fraud.domain.Review;
import dev.cascade.fraud.rest.ReviewView.ReviewsView;
import dev.cascade.fraud.topology.FraudViews;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemResponse;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.query.EveryInstance;
import dev.cascade.streams.query.EveryInstance.SpreadRead;
import dev.cascade.streams.query.OwnerReads;
import dev.cascade.streams.query.OwnerReads.OwnedRead;
import dev.cascade.streams.runtime.ManagedStreams;
import dev.cascade.streams.runtime.StreamsRuntime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** Reads of reviews, as committed; any instance answers. */
@ApplicationScoped
class ReviewReads {

  private static final OrderKey LAST = new OrderKey(Instant.ofEpochMilli(Long.MAX_VALUE), "");

  private static final Comparator<ReviewView> SOONEST_FIRST =
      Comparator.comparing(ReviewView::until)
          .thenComparing(review -> review.orderId().getBytes(UTF_8), Arrays::compareUnsigned);

  /** The parameter of a read that waits until the review has ended. */
  static final String ENDED = "ended";

  private final FraudViews views;
  private final StreamsRuntime runtime;
  private final OwnerReads owners;
  private final EveryInstance everywhere;
  private final ObjectMapper json;
  private final InstantSource clock;

  ReviewReads(
      FraudViews views,
      StreamsRuntime runtime,
      OwnerReads owners,
      EveryInstance everywhere,
      ObjectMapper json,
      InstantSource clock) {
    this.views = views;
    this.runtime = runtime;
    this.owners = owners;
    this.everywhere = everywhere;
    this.json = json;
    this.clock = clock;
  }

  /** What is read, and until when it is tried. */
  record Asked(UriInfo uri, HttpHeaders headers, Deadline deadline) {

    boolean waitsForTheEnd() {
      return "true".equals(uri.getQueryParameters().getFirst(ENDED));
    }
  }

  /** The order's review; 404 when there is none. */
  CompletionStage<Response> review(String orderId, Asked asked) {
    ManagedStreams application = application();
    return owners.read(
        new OwnedRead(
            application,
            views.reviews().store(),
            orderId,
            asked.uri(),
            asked.headers(),
            asked.deadline(),
            () -> here(application, orderId, asked)));
  }

  private CompletionStage<Response> here(ManagedStreams application, String orderId, Asked asked) {
    CompletionStage<Optional<Review>> found =
        asked.waitsForTheEnd()
            ? views
                .reviews()
                .await(application, orderId, Review.Ended.class::isInstance, asked.deadline())
            : CompletableFuture.completedFuture(views.reviews().find(application, orderId));
    return found.thenApply(review -> answer(orderId, review));
  }

  private Response answer(String orderId, Optional<Review> review) {
    return review
        .map(it -> Response.ok(ReviewView.of(it, clock.instant())).build())
        .orElseGet(() ->
            ProblemResponse.of(
                    Problem.notFound(
                        "Order " + orderId + " is under no review, and was under none lately."))
                .build());
  }

  /** The review, whether the answer comes from here or was relayed from another instance. */
  ReviewView entity(Response answer) {
    Object entity = answer.getEntity();
    if (entity instanceof ReviewView view) {
      return view;
    }
    try {
      return json.readValue((byte[]) entity, ReviewView.class);
    } catch (IOException e) {
      throw new UncheckedIOException("Another instance's answer is no review", e);
    }
  }

  /** A page of those that are open, of one customer or of all, from all instances. */
  CompletionStage<ReviewsView> open(
      @Nullable String customerId, OrderKey after, int limit, Asked asked) {
    ManagedStreams application = application();
    return everywhere
        .items(
            new SpreadRead(
                application,
                views.reviews().store(),
                asked.uri(),
                asked.headers(),
                asked.deadline(),
                partitions -> openHere(application, customerId, after, limit, partitions)))
        .thenApply(items -> page(items, EveryInstance.most(asked.headers(), limit)));
  }

  /** One more than the limit of each partition, which tells whether there is a next page. */
  private List<ReviewView> openHere(
      ManagedStreams application,
      @Nullable String customerId,
      OrderKey after,
      int limit,
      Set<Integer> partitions) {
    Instant now = clock.instant();
    List<ReviewView> first = new ArrayList<>();
    for (int partition : partitions) {
      try (KeyValueIterator<OrderKey, Review> open =
          views.openReviews(application, partition).range(after, LAST)) {
        for (int taken = 0; open.hasNext() && taken <= limit; ) {
          KeyValue<OrderKey, Review> entry = open.next();
          ReviewView view = ReviewView.of(entry.value, now);
          if (!entry.key.equals(after) && isWanted(view, customerId)) {
            first.add(view);
            taken++;
          }
        }
      }
    }
    return first;
  }

  private static boolean isWanted(ReviewView review, @Nullable String customerId) {
    return review.state() == ReviewView.State.OPEN
        && (customerId == null || customerId.equals(review.customerId()));
  }

  private ReviewsView page(List<JsonNode> items, int limit) {
    List<ReviewView> sorted = items.stream().map(this::view).sorted(SOONEST_FIRST).toList();
    if (sorted.size() <= limit) {
      return new ReviewsView(sorted, null);
    }
    List<ReviewView> page = sorted.subList(0, limit);
    return new ReviewsView(page, ReviewCursor.of(place(page.getLast())));
  }

  private ReviewView view(JsonNode item) {
    try {
      return json.treeToValue(item, ReviewView.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Another instance's item is no review", e);
    }
  }

  /** As the store sorts them: the cursor of a page holds for each instance. */
  private static OrderKey place(ReviewView review) {
    return new OrderKey(review.until(), review.orderId());
  }

  private ManagedStreams application() {
    return runtime.application(FraudViews.NAME);
  }
}
