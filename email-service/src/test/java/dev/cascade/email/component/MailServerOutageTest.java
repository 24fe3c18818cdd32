package dev.cascade.email.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.EmailOutcome;
import dev.cascade.schemas.EmailSent;
import dev.cascade.testing.PlatformResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformResource.class)
@WithTestResource(MailServerResource.class)
class MailServerOutageTest {

  private final Shop shop = new Shop();
  Mailbox mailbox;

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void mailsWaitForAServerThatIsDownAndEachArrivesOnceWhenItIsBack() {
    String customer = shop.platinumCustomer();
    shop.awaitOutcome(shop.order(customer));

    mailbox.stop();
    List<String> orders = Stream.generate(() -> shop.order(customer)).limit(20).toList();
    orders.forEach(order -> shop.awaitAttempts(order, 1));
    mailbox.start();

    assertThat(orders)
        .allSatisfy(order -> {
          EmailSent outcome = shop.awaitOutcome(order);
          assertThat(outcome.getOutcome()).isEqualTo(EmailOutcome.SENT);
          assertThat(outcome.getAttempts()).isGreaterThan(1);
          assertThat(mailbox.mailsAbout(order)).hasSize(1);
        });
  }

  @Test
  void aThousandOrdersGiveExactlyTheExpectedMails() {
    String platinum = shop.platinumCustomer();
    String gold = shop.newCustomer("G", "g@example.org", dev.cascade.schemas.CustomerLevel.GOLD);
    String run = "run-" + shop.freshId();

    shop.orders(1_000, i -> run + "-" + i, i -> i % 2 == 0 ? platinum : gold);

    shop.awaitOutcomes(500, run);
    assertThat(mailbox.subjectsAbout(run))
        .hasSize(500)
        .doesNotHaveDuplicates()
        .allMatch(subject -> Integer.parseInt(subject.replaceAll(".*-(\\d+) .*", "$1")) % 2 == 0);
    assertThat(shop.outcomesAbout(run)).isEqualTo(500);
  }
}
