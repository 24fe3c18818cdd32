package dev.cascade.orderdetails.health;

import dev.cascade.orderdetails.catalogue.ProductCatalogue;
import dev.cascade.orderdetails.exactlyonce.Membership;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the list prices are known and the group has given this instance its share. */
@Readiness
@ApplicationScoped
class PairReadiness implements HealthCheck {

  private final ProductCatalogue catalogue;
  private final Membership membership;

  PairReadiness(ProductCatalogue catalogue, Membership membership) {
    this.catalogue = catalogue;
    this.membership = membership;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("order-details")
        .withData("catalogue loaded", catalogue.isLoaded())
        .withData("channel assigned", membership.isJoined())
        .status(catalogue.isLoaded() && membership.isJoined())
        .build();
  }
}
