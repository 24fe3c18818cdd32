package dev.cascade.email.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.email.component.StartTlsServerResource.StartTlsServer;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.EmailOutcome;
import dev.cascade.testing.PlatformResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformResource.class)
@WithTestResource(StartTlsServerResource.class)
class StartTlsTest {

  private final Shop shop = new Shop();
  StartTlsServer server;

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void aMailWaitsForATrustedServerAndNeverGoesInTheClear() {
    String address = "tls-" + shop.freshId() + "@example.org";
    String order = shop.order(shop.newCustomer("Ada", address, CustomerLevel.PLATINUM));

    shop.awaitAttempts(order, 1);
    server.smtp().offerStartTls(server.stranger().forServer());
    shop.awaitAnotherAttempt(order);
    assertThat(server.smtp().accepted()).isEmpty();
    server.smtp().offerStartTls(server.trusted().forServer());

    assertThat(shop.awaitOutcome(order).getOutcome()).isEqualTo(EmailOutcome.SENT);
    assertThat(server.smtp().accepted()).containsExactly(address);
    assertThat(server.smtp().verbsInTheClear()).isSubsetOf("EHLO", "STARTTLS", "QUIT");
  }
}
