package dev.cascade.fraud.alerts;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the alerts of before the start can be read. */
@Readiness
@ApplicationScoped
class AlertsReadiness implements HealthCheck {

  private final AlertsFollower follower;

  AlertsReadiness(AlertsFollower follower) {
    this.follower = follower;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("fraud-alerts").status(follower.isCaughtUp()).build();
  }
}
