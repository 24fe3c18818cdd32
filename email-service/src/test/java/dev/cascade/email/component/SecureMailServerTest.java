package dev.cascade.email.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.email.component.SecureMailServerResource.SecureMailbox;
import dev.cascade.schemas.EmailOutcome;
import dev.cascade.schemas.EmailSent;
import dev.cascade.testing.PlatformResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformResource.class)
@WithTestResource(SecureMailServerResource.class)
class SecureMailServerTest {

  private final Shop shop = new Shop();
  SecureMailbox mailbox;

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void mailsGoOverTlsOnceThePasswordIsRightAndNoneIsLostWhileItIsWrong() {
    String early = shop.order(shop.platinumCustomer());
    shop.awaitAttempts(early, 1);
    assertThat(mailbox.mailsAbout(early)).isZero();

    mailbox.acceptThePassword();

    EmailSent outcome = shop.awaitOutcome(early);
    assertThat(outcome.getOutcome()).isEqualTo(EmailOutcome.SENT);
    assertThat(outcome.getAttempts()).isGreaterThan(1);
    assertThat(mailbox.mailsAbout(early)).isEqualTo(1);
    String late = shop.order(shop.platinumCustomer());
    assertThat(shop.awaitOutcome(late).getAttempts()).isEqualTo(1);
    assertThat(mailbox.mailsAbout(late)).isEqualTo(1);
  }
}
