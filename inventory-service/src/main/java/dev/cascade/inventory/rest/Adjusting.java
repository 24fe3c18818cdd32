package dev.cascade.inventory.rest;

import dev.cascade.inventory.domain.AdjustmentRequest;
import dev.cascade.inventory.domain.AdjustmentResult;
import dev.cascade.inventory.rest.InventoryReads.Asked;
import dev.cascade.inventory.rest.StockView.AdjustmentView;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.Problem.Violation;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.query.ReadUri;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Writes a wish to adjust stock and waits for the decision.
 *
 * <p>The view keeps only a product's latest adjustment. On the instance that holds it the wait
 * begins before the write, so nothing is missed. Any other instance sends its wait there while it
 * writes; should another adjustment be decided in between, the wish is written once more, which
 * changes nothing but has the decision announced again.
 */
@ApplicationScoped
class Adjusting {

  private final InventoryReads reads;
  private final InventoryWriter writer;

  Adjusting(InventoryReads reads, InventoryWriter writer) {
    this.reads = reads;
    this.writer = writer;
  }

  CompletionStage<Response> adjust(
      AdjustmentRequest request, Duration wait, UriInfo uri, HttpHeaders headers) {
    Deadline first = Deadline.in(wait.dividedBy(2));
    Deadline last = Deadline.in(wait);
    ReadUri product =
        ReadUri.of(uri, "v1", "products", request.productId()).with(Asked.WAIT, false);
    return reads
        .product(request.productId(), null, new Asked(product, headers, last))
        .thenCompose(found ->
            found.getStatus() == 200
                ? attempt(request, uri, headers, first)
                    .thenCompose(decided ->
                        decided.getStatus() == 200
                            ? CompletableFuture.completedFuture(decided)
                            : attempt(request, uri, headers, last))
                    .thenApply(decided -> answer(request, decided, uri))
                : CompletableFuture.completedFuture(found));
  }

  private CompletionStage<Response> attempt(
      AdjustmentRequest request, UriInfo uri, HttpHeaders headers, Deadline deadline) {
    ReadUri target =
        ReadUri.of(uri, "v1", "stock", request.productId(), "adjustments", request.adjustmentId())
            .with("askedAt", request.askedAt().toEpochMilli());
    CompletionStage<Response> decided =
        reads.adjustment(
            request.productId(),
            result -> isAbout(request, result),
            new Asked(target, headers, deadline));
    return writer.write(request, deadline).thenCompose(written -> decided);
  }

  private static boolean isAbout(AdjustmentRequest request, AdjustmentResult result) {
    return result.adjustmentId().equals(request.adjustmentId())
        && result.askedAt().equals(request.askedAt());
  }

  private Response answer(AdjustmentRequest request, Response decided, UriInfo uri) {
    if (decided.getStatus() != 200) {
      throw new ProblemException(
          Problem.unavailable(
              "The adjustment is not decided yet; it is safe to send it again with adjustmentId "
                  + request.adjustmentId()
                  + "."));
    }
    StockView stock = reads.entity(decided, StockView.class);
    AdjustmentView adjustment =
        Objects.requireNonNull(stock.lastAdjustment(), "the adjustment that was waited for");
    if (!adjustment.accepted()) {
      throw new ProblemException(refused(adjustment));
    }
    return Response.status(adjustment.repeated() ? 200 : 201)
        .location(uri.getAbsolutePathBuilder().path(request.adjustmentId()).build())
        .entity(stock)
        .build();
  }

  private static Problem refused(AdjustmentView adjustment) {
    String code = String.valueOf(adjustment.reason());
    String field = code.equals("id-reused") ? "adjustmentId" : "delta";
    return new Problem(
        "about:blank",
        "Conflict",
        409,
        adjustment.detail() + ".",
        List.of(new Violation(field, code)));
  }
}
