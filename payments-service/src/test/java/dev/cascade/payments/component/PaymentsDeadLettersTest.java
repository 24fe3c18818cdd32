package dev.cascade.payments.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cascade.schemas.AccountBalance;
import dev.cascade.schemas.AccountCommand;
import dev.cascade.schemas.AccountCommandKind;
import dev.cascade.schemas.AccountStatus;
import dev.cascade.schemas.ControlCommand;
import dev.cascade.schemas.ControlMode;
import dev.cascade.schemas.Money;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.Payment;
import dev.cascade.schemas.PaymentKind;
import dev.cascade.schemas.PaymentState;
import dev.cascade.schemas.RequestPosition;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.DeadLetterContract;
import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class PaymentsDeadLettersTest extends DeadLetterContract {

  private static final Instant NOW = Instant.parse("2030-01-01T10:00:00Z");

  private final Api api = new Api();

  @BeforeEach
  void awaitReady() {
    api.awaitReady();
  }

  @Override
  protected String deadLetterTopic() {
    return Topics.PAYMENTS_DEAD_LETTERS;
  }

  @Override
  protected List<String> inputTopics() {
    return List.of(
        Topics.PAYMENTS_INCOMING,
        Topics.ORDERS,
        Topics.PAYMENTS_INFLIGHT,
        Topics.PAYMENTS_COMPLETE,
        Topics.PAYMENTS_CONFIRMED,
        Topics.ACCOUNT_COMMANDS,
        Topics.ACCOUNT_BALANCES,
        Topics.ACCOUNT_ALERTS,
        Topics.CONTROL_COMMANDS);
  }

  @Override
  protected void aGoodRecordHasItsEffect(String topic, String key) {
    try (TopicWriter writer = TestPlatform.shared().writer()) {
      writer.send(topic, key, goodRecord(topic, key));
    }
    String effect = effect(topic, key);
    await().untilAsserted(() -> assertThat(api.get(effect).statusCode()).isEqualTo(200));
  }

  private static String effect(String topic, String key) {
    return switch (topic) {
      case Topics.ORDERS -> "/v1/payments/order-" + key + "?timeout=5000";
      case Topics.PAYMENTS_INCOMING -> "/v1/payments/" + key + "/completed?timeout=5000";
      case Topics.PAYMENTS_INFLIGHT -> "/v1/payments/in-flight-" + key + "/completed?timeout=5000";
      case Topics.PAYMENTS_COMPLETE, Topics.PAYMENTS_CONFIRMED ->
          "/v1/payments/" + key + "?timeout=5000";
      case Topics.ACCOUNT_COMMANDS, Topics.ACCOUNT_BALANCES ->
          "/v1/accounts/" + key + "?timeout=5000";
      case Topics.ACCOUNT_ALERTS -> "/v1/state/alerts-view/entries/" + key;
      case Topics.CONTROL_COMMANDS -> "/v1/state/commands-view/entries/" + key;
      default -> throw new IllegalArgumentException(topic);
    };
  }

  private static SpecificRecord goodRecord(String topic, String key) {
    return switch (topic) {
      case Topics.ORDERS -> order(key);
      case Topics.PAYMENTS_INCOMING -> payment(key, "nobody-" + key, PaymentState.INCOMING);
      case Topics.PAYMENTS_INFLIGHT -> payment("in-flight-" + key, key, PaymentState.DEBIT);
      case Topics.PAYMENTS_COMPLETE -> payment(key, "nobody-" + key, PaymentState.COMPLETE);
      case Topics.PAYMENTS_CONFIRMED -> payment(key, "nobody-" + key, PaymentState.CONFIRMED);
      case Topics.ACCOUNT_COMMANDS -> command(key);
      case Topics.ACCOUNT_BALANCES, Topics.ACCOUNT_ALERTS -> balance(key);
      case Topics.CONTROL_COMMANDS -> new ControlCommand(key, "c", ControlMode.RUN, null, 0L, NOW);
      default -> throw new IllegalArgumentException(topic);
    };
  }

  private static Payment payment(String id, String debtor, PaymentState state) {
    return Payment.newBuilder()
        .setId(id)
        .setKind(PaymentKind.TRANSFER)
        .setDebtorAccount(debtor)
        .setCreditorAccount("merchant")
        .setAmount(new Money(1L, "EUR"))
        .setState(state)
        .setSubmittedAt(NOW)
        .setInflightAt(NOW)
        .setUpdatedAt(NOW)
        .build();
  }

  private static AccountCommand command(String account) {
    return AccountCommand.newBuilder()
        .setAccountId(account)
        .setCommandId("open-" + account)
        .setKind(AccountCommandKind.OPEN)
        .setCurrency("EUR")
        .setIssuedAt(NOW)
        .build();
  }

  private static AccountBalance balance(String account) {
    return AccountBalance.newBuilder()
        .setAccountId(account)
        .setBalance(new Money(0L, "EUR"))
        .setHeldMinorUnits(0)
        .setOverdraftLimitMinorUnits(0)
        .setStatus(AccountStatus.OPEN)
        .setVersion(1)
        .setUpdatedAt(NOW)
        .build();
  }

  private static Order order(String id) {
    return Order.newBuilder()
        .setId(id)
        .setCustomerId("nobody-" + id)
        .setCurrency("EUR")
        .setLines(List.of())
        .setTotal(new Money(1L, "EUR"))
        .setContentHash("hash")
        .setState(OrderState.VALIDATED)
        .setPreviousState(OrderState.CREATED)
        .setReasons(List.of())
        .setRequiredRules(List.of())
        .setVersion(2)
        .setRequestPosition(new RequestPosition(0, 0L))
        .setCreatedAt(NOW)
        .setUpdatedAt(NOW)
        .build();
  }
}
