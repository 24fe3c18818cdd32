package dev.cascade.orders.rest;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Says in the contract that whoever is shown an order gets its position token with it. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class PositionInContract implements OASFilter {

  private static final String ORDER = "#/components/schemas/Order";

  @Override
  public APIResponse filterAPIResponse(APIResponse response) {
    if (isOrder(response.getContent())) {
      response.addHeader(
          PositionToken.HEADER,
          OASFactory.createHeader()
              .description(
                  "The position token: a read that brings it back, in this header or as position,"
                      + " shows no older state")
              .schema(OASFactory.createSchema().addType(SchemaType.STRING)));
    }
    return response;
  }

  private static boolean isOrder(@Nullable Content content) {
    return content != null
        && content.getMediaTypes().values().stream()
            .anyMatch(type -> type.getSchema() != null && ORDER.equals(type.getSchema().getRef()));
  }
}
