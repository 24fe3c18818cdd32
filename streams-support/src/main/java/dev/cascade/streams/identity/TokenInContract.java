package dev.cascade.streams.identity;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Says in the contract of every service how a caller brings a token, so that tools made from it,
 * and Swagger UI, can. Whether one is asked for is configuration, so none is a choice as well.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class TokenInContract implements OASFilter {

  private static final String SCHEME = "token";

  @Override
  public void filterOpenAPI(OpenAPI contract) {
    Components components = contract.getComponents();
    contract.setComponents(
        (components == null ? OASFactory.createComponents() : components)
            .addSecurityScheme(
                SCHEME,
                OASFactory.createSecurityScheme()
                    .type(SecurityScheme.Type.HTTP)
                    .scheme("bearer")
                    .bearerFormat("JWT")
                    .description(
                        "Needed where the service asks who calls (cascade.identity.enabled)")));
    contract
        .addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(SCHEME))
        .addSecurityRequirement(OASFactory.createSecurityRequirement());
  }
}
