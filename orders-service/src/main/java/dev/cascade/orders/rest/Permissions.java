package dev.cascade.orders.rest;

import dev.cascade.streams.identity.Access;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Which role may do what; what is not listed is nobody's. */
final class Permissions {

  private static final String TABLE =
      """
      # A customer orders for himself, and sees and cancels what is his.
      POST   /v1/orders                   customer:own operator
      GET    /v1/orders                   customer:own merchant operator auditor
      GET    /v1/orders/{id}              customer:own merchant operator auditor
      GET    /v1/orders/{id}/validated    customer:own merchant operator auditor
      GET    /v1/orders/{id}/events       customer:own merchant operator auditor
      GET    /v1/orders/{id}/timeline     customer:own merchant operator auditor
      POST   /v1/orders/{id}/cancel       customer:own operator
      # Whoever has the goods says that they left.
      POST   /v1/orders/{id}/ship         merchant
      # Rules decide for everybody's orders.
      GET    /v1/validation-rules         merchant operator auditor
      GET    /v1/validation-rules/{name}  merchant operator auditor
      PUT    /v1/validation-rules/{name}  operator
      DELETE /v1/validation-rules/{name}  operator
      """;

  private Permissions() {}

  @Produces
  @Singleton
  static Access access() {
    return Access.of(TABLE);
  }
}
