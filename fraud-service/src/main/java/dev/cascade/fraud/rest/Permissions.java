package dev.cascade.fraud.rest;

import dev.cascade.streams.identity.Access;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Which role may do what; what is not listed is nobody's. */
final class Permissions {

  private static final String TABLE =
      """
      # What is known of a customer's spending is not told to him: he would spend up to the limit.
      GET  /v1/fraud/customers/{id}             operator auditor
      GET  /v1/fraud/alerts                     operator auditor
      GET  /v1/fraud/reviews                    operator auditor
      GET  /v1/fraud/reviews/{orderId}          operator auditor
      # Who decides is noted; who looks after the decisions does not decide himself.
      POST /v1/fraud/reviews/{orderId}/approve  operator
      POST /v1/fraud/reviews/{orderId}/decline  operator
      """;

  private Permissions() {}

  @Produces
  @Singleton
  static Access access() {
    return Access.of(TABLE);
  }
}
