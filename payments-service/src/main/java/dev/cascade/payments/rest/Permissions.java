package dev.cascade.payments.rest;

import dev.cascade.streams.identity.Access;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Which role may do what; what is not listed is nobody's. */
final class Permissions {

  private static final String TABLE =
      """
      # A customer's account has his id. He pays from it, and sees what it gave and received.
      POST   /v1/payments                      customer:own operator
      GET    /v1/payments/{id}                 customer:own merchant operator auditor
      GET    /v1/payments/{id}/completed       customer:own merchant operator auditor
      GET    /v1/payments/{id}/timeline        customer:own merchant operator auditor
      # What was paid is given back, taken or let go by who was to receive it.
      POST   /v1/payments/{id}/refunds         merchant operator
      POST   /v1/payments/{id}/capture         merchant operator
      POST   /v1/payments/{id}/void            merchant operator
      GET    /v1/payments/stats                merchant operator auditor
      GET    /v1/payments/throughput           merchant operator auditor
      # What another instance asks for when somebody asks it for the two above.
      GET    /v1/payments/stats/parts          merchant operator auditor
      GET    /v1/payments/throughput/parts     merchant operator auditor
      # He opens it himself, without credit; what limits it is not his to change.
      POST   /v1/accounts                      customer:own operator
      GET    /v1/accounts                      customer:own merchant operator auditor
      GET    /v1/accounts/{id}                 customer:own merchant operator auditor
      GET    /v1/accounts/{id}/statement       customer:own merchant operator auditor
      POST   /v1/accounts/{id}/freeze          operator
      POST   /v1/accounts/{id}/unfreeze        operator
      POST   /v1/accounts/{id}/close           operator
      PUT    /v1/accounts/{id}/overdraft-limit operator
      # The gate stops everybody's money, the generator makes load.
      GET    /v1/control/status                operator auditor
      POST   /v1/control/pause                 operator
      POST   /v1/control/drain                 operator
      POST   /v1/control/resume                operator
      PUT    /v1/control/rate                  operator
      GET    /v1/generator                     operator auditor
      POST   /v1/generator                     operator
      DELETE /v1/generator                     operator
      """;

  private Permissions() {}

  @Produces
  @Singleton
  static Access access() {
    return Access.of(TABLE);
  }
}
