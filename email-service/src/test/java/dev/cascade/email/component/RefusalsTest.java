package dev.cascade.email.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.email.domain.DeliveryAnswer;
import dev.cascade.email.domain.Letter;
import dev.cascade.email.domain.Samples;
import dev.cascade.email.topology.Courier;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.EmailOutcome;
import dev.cascade.schemas.EmailSent;
import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.TestPlatform;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformResource.class)
@WithTestResource(ScriptedSmtpResource.class)
class RefusalsTest {

  @Inject Courier courier;

  private final Shop shop = new Shop();
  ScriptedSmtpServer server;

  /** The next test's retries wait for nobody who hangs. */
  @AfterEach
  void close() {
    server.speakAgain();
    server.refuseNothing();
    shop.close();
  }

  @Test
  void aRejectedAddressIsRefusedAtOnceWithTheServersWordsInADeadLetter() {
    String address = "reject-" + shop.freshId() + "@example.org";

    String order = shop.order(customerAt(address));

    EmailSent outcome = shop.awaitOutcome(order);
    assertThat(outcome.getOutcome()).isEqualTo(EmailOutcome.REFUSED);
    assertThat(outcome.getAttempts()).isEqualTo(1);
    assertThat(outcome.getDetail()).isEqualTo("550 5.1.1 no such user");
    assertThat(server.attemptsAt(address)).isEqualTo(1);
    try (var letters = TestPlatform.shared().rawReader("email-dead-letters")) {
      assertThat(letters.awaitKey(order).headers())
          .containsEntry("__streams.errors.message", "550 5.1.1 no such user")
          .containsEntry("__streams.errors.topic", "platinum-emails");
    }
  }

  @Test
  void aServerThatTurnsUsAwayAtTheDoorOrRefusesOurOwnAddressRefusesNoMail() {
    String address = "good-" + shop.freshId() + "@example.org";
    server.refuseTheSession("554 5.7.1 your host is blocked");
    String order = shop.order(customerAt(address));
    shop.awaitAttempts(order, 1);

    server.refuseSenders("553 5.1.8 sender address rejected");
    shop.awaitAnotherAttempt(order);
    server.refuseNothing();

    assertThat(shop.awaitOutcome(order).getOutcome()).isEqualTo(EmailOutcome.SENT);
    assertThat(server.accepted()).containsOnlyOnce(address);
  }

  @Test
  void aDeferredMailIsTriedUntilItIsAcceptedAndSentOnce() {
    String address = "defer-" + shop.freshId() + "@example.org";

    EmailSent outcome = shop.awaitOutcome(shop.order(customerAt(address)));

    assertThat(outcome.getOutcome()).isEqualTo(EmailOutcome.SENT);
    assertThat(outcome.getAttempts()).isEqualTo(3);
    assertThat(server.accepted()).containsOnlyOnce(address);
  }

  /** As an application does that begins anew from before it gave the mail away. */
  @Test
  void aMailThatIsGivenAwayAgainInTheSameProcessIsSentOnce() {
    String address = "slow-" + shop.freshId() + "@example.org";
    Letter letter = letterTo(address);
    List<DeliveryAnswer> answers = new CopyOnWriteArrayList<>();

    assertThat(courier.tryDispatch(letter, false, answers::add)).isTrue();
    Awaitility.await("the server has the mail").until(() -> server.thinksAbout(address));
    assertThat(courier.tryDispatch(letter, false, answers::add)).isTrue();
    server.takeSlowOnes();
    Awaitility.await("both are answered").until(() -> answers.size() == 2);
    assertThat(courier.tryDispatch(letter, true, answers::add)).isTrue();

    assertThat(answers).hasSize(3).containsOnly(new DeliveryAnswer.Accepted());
    assertThat(server.attemptsAt(address)).isEqualTo(1);
    assertThat(server.accepted()).containsOnlyOnce(address);
  }

  private Letter letterTo(String address) {
    return new Letter(
        address,
        "Ada",
        "Your order",
        "<" + address + ">",
        Samples.request("o-" + shop.freshId(), address));
  }

  @Test
  void mailsThatTheServerFallsSilentOnHoldUpNoOther() {
    List<String> silent =
        Stream.generate(() -> shop.order(customerAt("hang-" + shop.freshId() + "@example.org")))
            .limit(6)
            .toList();
    for (int i = 0; i < 10; i++) {
      String address = "good-" + shop.freshId() + "@example.org";

      EmailSent outcome = shop.awaitOutcome(shop.order(customerAt(address)));

      assertThat(outcome.getOutcome()).isEqualTo(EmailOutcome.SENT);
      assertThat(outcome.getAttempts()).isEqualTo(1);
    }
    silent.forEach(order -> shop.awaitAttempts(order, 1));
  }

  @Test
  void moreSilencesThanThereAreConnectionsDoNotStopLaterMails() {
    int pool = ConfigProvider.getConfig().getValue("quarkus.mailer.max-pool-size", Integer.class);
    for (int i = 0; i <= pool; i++) {
      shop.order(customerAt("hang-" + shop.freshId() + "@example.org"));
    }
    Awaitility.await("silence on more connections than the pool has")
        .atMost(Duration.ofMinutes(2))
        .until(() -> server.silences() > pool);

    EmailSent outcome =
        shop.awaitOutcome(shop.order(customerAt("good-" + shop.freshId() + "@example.org")));

    assertThat(outcome.getOutcome()).isEqualTo(EmailOutcome.SENT);
  }

  private String customerAt(String address) {
    return shop.newCustomer("Customer", address, CustomerLevel.PLATINUM);
  }
}
