package dev.cascade.orders.publishing;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when the producer knows where to write to: the first order would have to wait for that, and
 * on a slow machine longer than its client does.
 */
@Readiness
@ApplicationScoped
class WriterReadiness implements HealthCheck {

  private final KafkaWriter writer;

  WriterReadiness(KafkaWriter writer) {
    this.writer = writer;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("orders-requests").status(writer.hasFoundTheCluster()).build();
  }
}
