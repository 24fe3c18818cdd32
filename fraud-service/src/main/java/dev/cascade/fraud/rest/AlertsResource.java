package dev.cascade.fraud.rest;

import dev.cascade.fraud.alerts.RecentAlerts;
import dev.cascade.fraud.config.FraudSettings;
import dev.cascade.fraud.rest.AlertView.AlertsView;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Recent alerts, over HTTP. */
@Path("/v1/fraud/alerts")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RunOnVirtualThread
@Tag(name = "Fraud")
public class AlertsResource {

  private static final int USUAL_LIMIT = 50;

  private final RecentAlerts alerts;
  private final int most;

  AlertsResource(RecentAlerts alerts, FraudSettings settings) {
    this.alerts = alerts;
    this.most = settings.recentAlerts();
  }

  /** The latest alerts. */
  @GET
  @Operation(summary = "The latest alerts first; only so many are kept")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "400", description = "Every violation of the input, by field")
  public AlertsView latest(
      @Parameter(description = "Only this customer's") @QueryParam("customerId")
          @Nullable String customerId,
      @Parameter(description = "1 to 1000, 50 by default") @QueryParam("limit")
          @Nullable String limit) {
    FraudQuery query = new FraudQuery();
    query.id("customerId", customerId);
    int wanted = query.limit(limit, Math.min(USUAL_LIMIT, most), most);
    query.check();
    return new AlertsView(
        alerts.latest(Optional.ofNullable(customerId), wanted).stream()
            .map(AlertView::of)
            .toList());
  }
}
