package dev.cascade.inventory.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.inventory.domain.AdjustmentResult;
import dev.cascade.inventory.domain.Product;
import dev.cascade.inventory.topology.InventoryViews;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemResponse;
import dev.cascade.streams.query.CommittedView;
import dev.cascade.streams.query.Deadline;
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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads of one product or one stock, answered by whichever instance holds it. */
@ApplicationScoped
class InventoryReads {

  private final InventoryViews views;
  private final StreamsRuntime runtime;
  private final OwnerReads owners;
  private final ObjectMapper json;

  InventoryReads(
      InventoryViews views, StreamsRuntime runtime, OwnerReads owners, ObjectMapper json) {
    this.views = views;
    this.runtime = runtime;
    this.owners = owners;
    this.json = json;
  }

  /**
   * Who asks, and until when.
   *
   * @param uri what is read, here or on the owner
   * @param headers of the request that came in
   * @param deadline until when to wait
   */
  record Asked(UriInfo uri, HttpHeaders headers, Deadline deadline) {

    /** The parameter of a read that does not wait for what is absent, only for who could tell. */
    static final String WAIT = "wait";

    boolean waits() {
      return !"false".equals(uri.getQueryParameters().getFirst(WAIT));
    }
  }

  /** The product, once it is there; with a tag, once its content is the one that is meant. */
  CompletionStage<Response> product(String id, @Nullable String tag, Asked asked) {
    return read(
        views.products(),
        id,
        product -> tag == null || ProductView.of(product).tag().equals(tag),
        asked,
        InventoryReads::productAnswer,
        "There is no product " + id + ".");
  }

  /** The stock of the product, once it was announced. */
  CompletionStage<Response> stock(String productId, Asked asked) {
    return read(
        views.stockLevels(),
        productId,
        level -> true,
        asked,
        level -> Response.ok(StockView.of(level)).build(),
        "There is no stock of product " + productId + ".");
  }

  /** The stock right after the adjustment, as long as no later one was decided. */
  CompletionStage<Response> adjustment(
      String productId, Predicate<AdjustmentResult> meant, Asked asked) {
    return read(
        views.stockLevels(),
        productId,
        level -> level.lastAdjustment().filter(meant).isPresent(),
        asked,
        level -> Response.ok(StockView.of(level)).build(),
        "This is not the latest adjustment of product " + productId + ".");
  }

  /** The entity, whether it comes from here or was relayed from another instance. */
  <T> T entity(Response answer, Class<T> type) {
    Object entity = answer.getEntity();
    if (!(entity instanceof byte[] bytes)) {
      return type.cast(entity);
    }
    try {
      return json.readValue(bytes, type);
    } catch (IOException e) {
      throw new UncheckedIOException("Another instance's answer is no " + type.getSimpleName(), e);
    }
  }

  private <V> CompletionStage<Response> read(
      CommittedView<V> view,
      String key,
      Predicate<V> wanted,
      Asked asked,
      Function<V, Response> answer,
      String absent) {
    return owners.read(
        new OwnedRead(
            application(),
            view.store(),
            key,
            asked.uri(),
            asked.headers(),
            asked.deadline(),
            () ->
                present(view, key, wanted, asked)
                    .thenApply(found -> found.filter(wanted).map(answer))
                    .thenApply(found -> found.orElseGet(() -> notFound(absent)))));
  }

  private <V> CompletionStage<Optional<V>> present(
      CommittedView<V> view, String key, Predicate<V> wanted, Asked asked) {
    return asked.waits()
        ? view.await(application(), key, wanted, asked.deadline())
        : CompletableFuture.completedFuture(view.find(application(), key));
  }

  private ManagedStreams application() {
    return runtime.application(InventoryViews.NAME);
  }

  private static Response productAnswer(Product product) {
    ProductView view = ProductView.of(product);
    return Response.ok(view).tag(view.tag()).build();
  }

  private static Response notFound(String detail) {
    return ProblemResponse.of(Problem.notFound(detail)).build();
  }
}
