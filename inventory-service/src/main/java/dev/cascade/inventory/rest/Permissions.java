package dev.cascade.inventory.rest;

import dev.cascade.streams.identity.Access;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Which role may do what; what is not listed is nobody's. */
final class Permissions {

  private static final String TABLE =
      """
      # What there is to buy, everybody may see; how much of it there is, who sells it.
      GET  /v1/products                                      customer merchant operator auditor
      GET  /v1/products/{id}                                 customer merchant operator auditor
      PUT  /v1/products/{id}                                 merchant operator
      GET  /v1/stock/{productId}                             merchant operator auditor
      POST /v1/stock/{productId}/adjustments                 merchant operator
      GET  /v1/stock/{productId}/adjustments/{adjustmentId}  merchant operator auditor
      """;

  private Permissions() {}

  @Produces
  @Singleton
  static Access access() {
    return Access.of(TABLE);
  }
}
