package dev.cascade.inventory.rest;

import dev.cascade.inventory.config.InventorySettings;
import dev.cascade.inventory.domain.Money;
import dev.cascade.inventory.domain.Product;
import dev.cascade.inventory.rest.InventoryReads.Asked;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.query.ReadUri;
import dev.cascade.streams.tracing.RequestTrace;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Currency;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Products over HTTP. */
@Path("/v1/products")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RunOnVirtualThread
@Tag(name = "Products", description = "What can be ordered")
public class ProductResource {

  private static final Set<String> FIELDS = Set.of("id", "name", "listPrice", "currency");
  private static final int MOST_NAME = 200;

  private final InventoryReads reads;
  private final ProductPages pages;
  private final InventoryWriter writer;
  private final Patience patience;
  private final Currency defaultCurrency;
  private final RequestTrace trace;

  ProductResource(
      InventoryReads reads,
      ProductPages pages,
      InventoryWriter writer,
      Patience patience,
      InventorySettings settings,
      RequestTrace trace) {
    this.reads = reads;
    this.pages = pages;
    this.writer = writer;
    this.patience = patience;
    this.trace = trace;
    this.defaultCurrency = Currency.getInstance(settings.defaultCurrency());
  }

  /** Creates the product, or gives it another name or price. */
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Create or change a product; answers once it can be read")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = ProductView.class),
              example = "{\"name\":\"iPad\",\"listPrice\":\"499.00\",\"currency\":\"EUR\"}"))
  @APIResponse(responseCode = "200", description = "Changed")
  @APIResponse(responseCode = "201", description = "Created")
  @APIResponse(responseCode = "400", description = "Every violation of the input, by field")
  @APIResponse(responseCode = "503", description = "Not readable in time; safe to send again")
  public CompletionStage<Response> put(
      @PathParam("id") String id,
      @Parameter(description = "Milliseconds") @QueryParam("timeout") @Nullable String timeout,
      @Parameter(hidden = true) byte @Nullable [] body,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    Input input = Input.of(body, FIELDS);
    Product product = product(id, input);
    Deadline deadline = Deadline.in(patience.toWrite(input, timeout, headers));
    input.check();

    ProductView view = ProductView.of(product);
    ReadUri target = ReadUri.of(uri, "v1", "products", id);
    Asked before = new Asked(target.with(Asked.WAIT, false), headers, deadline);
    Asked after = new Asked(target.with("tag", view.tag()), headers, deadline);
    Headers ofRequest = trace.headers();
    return reads
        .product(id, null, before)
        .thenCompose(found ->
            writer
                .write(product, deadline, ofRequest)
                .thenCompose(written -> reads.product(id, view.tag(), after))
                .thenApply(answer -> written(answer, found.getStatus() == 404, view, uri)));
  }

  /** The product, once it is there. */
  @GET
  @Path("/{id}")
  @Operation(summary = "A product; waits until it is there")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ProductView.class)))
  @APIResponse(responseCode = "404", description = "Not there within the timeout")
  public CompletionStage<Response> get(
      @PathParam("id") String id,
      @Parameter(description = "Milliseconds") @QueryParam("timeout") @Nullable String timeout,
      @Parameter(description = "Wait until the product has this entity tag") @QueryParam("tag")
          @Nullable String tag,
      @Parameter(description = "false: answer at once though it is absent") @QueryParam("wait")
          @Nullable String wait,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    Input input = Input.none();
    input.id("id", id);
    Deadline deadline = patience.toRead(input, timeout, headers);
    input.check();
    return reads.product(id, tag, new Asked(uri, headers, deadline));
  }

  /** A page of the products, by id. */
  @GET
  @Operation(summary = "Products page by page, in the order of their ids")
  @APIResponse(
      responseCode = "200",
      description = "items, and next: the cursor of the next page, absent on the last")
  public CompletionStage<Response> list(
      @Parameter(description = "1 to 1000, 100 by default") @QueryParam("limit")
          @Nullable String limit,
      @Parameter(description = "As the last page gave it") @QueryParam("cursor")
          @Nullable String cursor,
      @Parameter(description = "Milliseconds") @QueryParam("timeout") @Nullable String timeout,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    Input input = Input.none();
    int most = ProductPages.limit(input, limit);
    Optional<String> after = Optional.ofNullable(cursor).map(id -> input.id("cursor", id));
    Deadline deadline = patience.toRead(input, timeout, headers);
    input.check();
    return pages.page(after, most, new Asked(uri, headers, deadline));
  }

  private Product product(String id, Input input) {
    input.id("id", id);
    input
        .optionalId("id")
        .filter(other -> !other.equals(id))
        .ifPresent(other -> input.violated("id", "must be the one in the path"));
    String name = input.requiredText("name", MOST_NAME);
    Currency currency = input.currency("currency", defaultCurrency);
    return new Product(
        id, name, input.amount("listPrice", currency).map(amount -> Money.of(amount, currency)));
  }

  private static Response written(Response answer, boolean isNew, ProductView view, UriInfo uri) {
    if (answer.getStatus() != 200) {
      throw new ProblemException(
          Problem.unavailable(
              "The product was accepted but cannot be read yet; it is safe to send it again."));
    }
    return Response.status(isNew ? 201 : 200)
        .location(uri.getAbsolutePath())
        .tag(view.tag())
        .entity(view)
        .build();
  }
}
