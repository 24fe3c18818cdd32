package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cascade.examples.client.orders.OrdersApi;
import dev.cascade.examples.client.orders.http.ApiException;
import dev.cascade.examples.client.orders.http.ApiResponse;
import dev.cascade.examples.client.orders.model.NewOrder;
import dev.cascade.examples.client.orders.model.NewOrderLine;
import dev.cascade.examples.client.orders.model.Order;
import dev.cascade.examples.client.orders.model.OrderState;
import dev.cascade.examples.client.orders.model.Problem;
import dev.cascade.examples.client.orders.model.Reason;
import dev.cascade.examples.client.orders.model.Violation;
import dev.cascade.examples.client.payments.AccountsApi;
import dev.cascade.examples.client.payments.PaymentsApi;
import dev.cascade.examples.client.payments.model.AccountStatus;
import dev.cascade.examples.client.payments.model.AccountView;
import dev.cascade.examples.client.payments.model.OverdraftLimit;
import dev.cascade.examples.client.payments.model.PaymentView;
import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.Quiet;
import java.io.IOException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * What a tool makes of the published contracts, and nothing else, is enough to order and to pay: a
 * contract that promises what a service does not keep fails here.
 */
@SystemTest
class GeneratedClientTest {

  private static final String TIMEOUT = "10000";

  private final Ecosystem ecosystem;
  private final dev.cascade.examples.client.orders.http.ApiClient ordersClient =
      new dev.cascade.examples.client.orders.http.ApiClient();
  private final OrdersApi orders;
  private final PaymentsApi payments;
  private final AccountsApi accounts;

  GeneratedClientTest(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
    ordersClient.updateBaseUri(ecosystem.url("orders"));
    var paymentsClient = new dev.cascade.examples.client.payments.http.ApiClient();
    paymentsClient.updateBaseUri(ecosystem.url("payments"));
    this.orders = new OrdersApi(ordersClient);
    this.payments = new PaymentsApi(paymentsClient);
    this.accounts = new AccountsApi(paymentsClient);
  }

  @Test
  void anOrderIsReadBackAsDecidedByThePositionOfItsWrite() throws ApiException {
    NewOrder order = order("generated-alice", "tea", 2, "18.20");

    ApiResponse<Order> placed = orders.v1OrdersPostWithHttpInfo(order, null, null, null);
    Order read = orders.v1OrdersIdGet(order.getId(), positionOf(placed), TIMEOUT, "validated");

    assertThat(placed.getStatusCode()).isEqualTo(201);
    assertThat(placed.getData().getState()).isEqualTo(OrderState.CREATED);
    assertThat(read.getState()).isIn(OrderState.VALIDATED, OrderState.CONFIRMED);
    assertThat(read.getVersion()).isGreaterThanOrEqualTo(2L);
    assertThat(read.getTotal()).isEqualTo("36.40");
    assertThat(read.getLines())
        .singleElement()
        .satisfies(line -> {
          assertThat(line.getProductId()).isEqualTo("tea");
          assertThat(line.getQuantity()).isEqualTo(2);
          assertThat(line.getUnitPrice()).isEqualTo("18.20");
        });
    assertThat(read.getCreatedAt()).isEqualTo(placed.getData().getCreatedAt());
    assertThat(read.getUpdatedAt()).isAfterOrEqualTo(read.getCreatedAt());
    assertThat(read.getReasons()).isEmpty();
    Quiet.historyOf(ecosystem);
  }

  @Test
  void theShortFormIsAnOrderOfOneLine() throws ApiException {
    NewOrder order =
        new NewOrder()
            .id("generated-short")
            .customerId("c-bob")
            .product("umbrella")
            .quantity(1)
            .price(35.0);

    Order placed = orders.v1OrdersPost(order, TIMEOUT, "validated", null);

    assertThat(placed.getState()).isIn(OrderState.VALIDATED, OrderState.CONFIRMED);
    assertThat(placed.getPrice()).isEqualByComparingTo("35.00");
    Quiet.historyOf(ecosystem);
  }

  @Test
  void anOrderThatFailsSaysWhy() throws ApiException {
    NewOrder order = order("generated-unknown", "no-such", 1, "1.00");

    Order failed = orders.v1OrdersPost(order, TIMEOUT, "validated", null);

    assertThat(failed.getState()).isEqualTo(OrderState.FAILED);
    assertThat(failed.getReasons()).extracting(Reason::getSource).contains("inventory");
    Quiet.historyOf(ecosystem);
  }

  @Test
  void aRefusedOrderIsAnExceptionWithItsProblem() throws IOException {
    NewOrder order = order("generated-refused", "tea", 0, "18.20");

    ApiException refused =
        catchThrowableOfType(
            ApiException.class, () -> orders.v1OrdersPost(order, null, null, null));

    assertThat(refused.getCode()).isEqualTo(400);
    Problem problem = problemOf(refused);
    assertThat(problem.getStatus()).isEqualTo(400);
    assertThat(problem.getTitle()).isEqualTo("Bad Request");
    assertThat(problem.getViolations())
        .extracting(Violation::getField)
        .containsExactly("lines[0].quantity");
  }

  @Test
  void anOrderThatIsNotThereIsAnExceptionWithItsProblem() throws IOException {
    ApiException missing =
        catchThrowableOfType(
            ApiException.class, () -> orders.v1OrdersIdGet("generated-nobody", null, "1", null));

    assertThat(missing.getCode()).isEqualTo(404);
    assertThat(problemOf(missing).getStatus()).isEqualTo(404);
  }

  @Test
  void aPaymentIsFollowedToItsEndAndIsOnTheAccount() throws Exception {
    accounts.v1AccountsPost(new AccountView().id("generated-account").currency("EUR"));
    PaymentView payment =
        new PaymentView()
            .id("generated-payment")
            .debtorAccount("world")
            .creditorAccount("generated-account")
            .amount("12.34")
            .currency("EUR");

    var submitted = payments.v1PaymentsPostWithHttpInfo(payment);
    PaymentView completed = payments.v1PaymentsIdCompletedGet(payment.getId(), TIMEOUT);
    AccountView credited =
        Awaitility.await("the money on the account")
            .until(
                () -> accounts.v1AccountsIdGet("generated-account", null, TIMEOUT),
                account -> account.getBalance().equals("12.34"));

    assertThat(submitted.getStatusCode()).isEqualTo(202);
    assertThat(completed.getState())
        .isIn(PaymentView.StateEnum.COMPLETE, PaymentView.StateEnum.CONFIRMED);
    assertThat(completed.getAmount()).isEqualTo("12.34");
    assertThat(completed.getUpdatedAt()).isAfterOrEqualTo(completed.getSubmittedAt());
    assertThat(credited.getStatus()).isEqualTo(AccountStatus.OPEN);
    Quiet.historyOf(ecosystem);
  }

  @Test
  void anAccountsOverdraftLimitIsSet() throws Exception {
    String id = "generated-overdraft";
    accounts.v1AccountsPost(new AccountView().id(id).currency("EUR"));

    accounts.v1AccountsIdOverdraftLimitPut(
        id, new OverdraftLimit().overdraftLimit("50.00").currency("EUR"));

    assertThat(accounts.v1AccountsIdGet(id, null, TIMEOUT).getOverdraftLimit()).isEqualTo("50.00");
    Quiet.historyOf(ecosystem);
  }

  private static NewOrder order(String id, String product, int quantity, String unitPrice) {
    return new NewOrder()
        .id(id)
        .customerId("c-alice")
        .currency("EUR")
        .addLinesItem(
            new NewOrderLine().productId(product).quantity(quantity).unitPrice(unitPrice));
  }

  private static String positionOf(ApiResponse<Order> answer) {
    return answer.getHeaders().get("Cascade-Position").getFirst();
  }

  private Problem problemOf(ApiException refused) throws IOException {
    return ordersClient.getObjectMapper().readValue(refused.getResponseBody(), Problem.class);
  }
}
