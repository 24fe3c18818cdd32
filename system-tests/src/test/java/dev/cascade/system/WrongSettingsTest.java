package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.system.ecosystem.EndedProcess;
import dev.cascade.system.ecosystem.FailingStart;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A packaged service that is configured wrongly ends at once and names every key, its own and those
 * of Streams, before it talks to anybody: no Kafka is there.
 */
class WrongSettingsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "orders        | CASCADE_ORDERS_WAITERS            | cascade.orders.waiters must be 1 or"
            + " more, not 0",
        "payments      | CASCADE_PAYMENTS_RAMP_CEILING     | cascade.payments.ramp-ceiling must be"
            + " from 1 to 1000000, not 0",
        "inventory     | CASCADE_INVENTORY_MOST_WAITERS    | cascade.inventory.most-waiters must be"
            + " 1 or more, not 0",
        "fraud         | CASCADE_FRAUD_RECENT_ALERTS       | cascade.fraud.recent-alerts must be 1"
            + " or more, not 0",
        "order-details | CASCADE_ORDER_DETAILS_MAX_QUANTITY | cascade.order-details.max-quantity"
            + " must be 1 or more, not 0",
        "email         | CASCADE_EMAIL_MOST_WAITERS        | cascade.email.most-waiters must be 1"
            + " or more, not 0",
      })
  void aServiceDoesNotStartWithSettingsOutOfRange(String service, String key, String told) {
    Map<String, String> wrong =
        Map.of(key, "0", "CASCADE_STREAMS_THREADS", "0", "CASCADE_IDENTITY_ENABLED", "true");

    EndedProcess start = FailingStart.of(service, wrong);

    assertThat(start.exitCode()).as(start.output()).isNotZero();
    assertThat(start.output())
        .contains(
            "Configuration: ",
            told,
            "cascade.streams.threads must be from 1 to 256, not 0",
            "cascade.identity.key-set must be the path or the https address of the public keys");
  }

  /** The configuration library lets both pass, and the service would run with its defaults. */
  @Test
  void aServiceDoesNotStartWithAMisspeltVariableOrPrefix() {
    EndedProcess start =
        FailingStart.of(
            "order-details",
            Map.of("CASCADE_ORDER_DETAILS_MAX_QUANTITIES", "5"),
            "-Dcascade.order-detail.max-quantity=5");

    assertThat(start.exitCode()).as(start.output()).isNotZero();
    assertThat(start.output())
        .contains(
            "CASCADE_ORDER_DETAILS_MAX_QUANTITIES is no setting",
            "cascade.order-detail.max-quantity is no setting;"
                + " cascade.order-details.max-quantity is")
        .doesNotContain("\tat ");
  }
}
