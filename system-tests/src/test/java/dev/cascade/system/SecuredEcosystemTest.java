package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.LiveAuditor;
import dev.cascade.system.ecosystem.MailBox;
import dev.cascade.system.ecosystem.OrderBody;
import dev.cascade.system.ecosystem.Orders;
import dev.cascade.system.ecosystem.StolenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;

/** The ecosystem of {@code ./cascade up --secure}: it works, and a thief gets no further. */
class SecuredEcosystemTest {

  private static Ecosystem ecosystem;

  @RegisterExtension
  static final TestWatcher LOGS =
      new TestWatcher() {
        @Override
        public void testFailed(ExtensionContext context, Throwable cause) {
          System.out.println(ecosystem.logTails());
        }
      };

  @BeforeAll
  static void start() {
    ecosystem = Ecosystem.startSecured();
  }

  @AfterAll
  static void stop() {
    if (ecosystem != null) {
      ecosystem.close();
    }
  }

  @Test
  void aPlatinumCustomersOrderIsConfirmedAndMailedWhileTheAuditorWatches() {
    assertThat(confirmed("secured-alice")).isEqualTo("CONFIRMED");

    MailBox alice = new MailBox(ecosystem, "alice@example.org");
    Awaitility.await("the mail")
        .atMost(Duration.ofSeconds(30))
        .until(() -> !alice.about("secured-alice").isEmpty());
    LiveAuditor.holds(ecosystem);
  }

  @Test
  void aKilledServiceHealsAndTheEcosystemStaysSecured() {
    ecosystem.kill("payments");

    String said = ecosystem.up();

    assertThat(said).contains("It is secured, as it was when it began");
    assertThat(confirmed("secured-after-kill")).isEqualTo("CONFIRMED");
  }

  @Test
  void theCommandsHaveUsersOfTheirOwn() {
    assertThat(ecosystem.status()).contains("kafka").doesNotContain("not ready");
    assertThat(ecosystem.tail(Topics.CUSTOMERS, 1)).contains("\"level\"");
    assertThat(ecosystem.deadLetters()).contains("DISCARDED");
    assertThat(ecosystem.lineage()).contains(Topics.PAYMENTS_INFLIGHT);
  }

  @Test
  void theThiefOfFraudNeitherMovesMoneyNorSeesIt() {
    try (StolenFile fraud = new StolenFile(ecosystem, "fraud")) {
      // What is fraud's own works, so it is the file and not the address that is refused below.
      assertThat(fraud.read(Topics.CUSTOMERS)).isPositive();
      fraud.fence("fraud-spending-nobody-1");

      assertThatThrownBy(() -> fraud.write(Topics.ACCOUNT_BALANCES))
          .isInstanceOf(TopicAuthorizationException.class);
      assertThatThrownBy(() -> fraud.read(Topics.PAYMENTS_INCOMING))
          .isInstanceOf(TopicAuthorizationException.class);
      assertThatThrownBy(() -> fraud.fence("payments-accounts-any-1"))
          .isInstanceOf(TransactionalIdAuthorizationException.class);
    }
  }

  @Test
  void noPasswordIsInALog() throws IOException {
    List<String> passwords = passwords();
    assertThat(passwords).hasSizeGreaterThan(6);

    try (Stream<Path> logs = Files.list(ecosystem.logs())) {
      for (Path log : logs.toList()) {
        assertThat(Files.readString(log)).as(log.toString()).doesNotContain(passwords);
      }
    }
  }

  private static List<String> passwords() throws IOException {
    try (Stream<Path> files = Files.list(ecosystem.clientFile("owner").getParent())) {
      return files
          .filter(file -> file.toString().matches(".*\\.(properties|options)"))
          .map(StolenFile::passwordIn)
          .toList();
    }
  }

  private static String confirmed(String order) {
    Orders orders = new Orders(ecosystem);
    orders.postUntilAccepted(OrderBody.of(order, "c-alice", "tea", 1, "18.20"));
    return orders.settled(order).field("state");
  }
}
