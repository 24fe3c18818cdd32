package dev.cascade.email.component;

import dev.cascade.email.topology.Wire;
import dev.cascade.schemas.Customer;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.EmailSent;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderPayment;
import dev.cascade.schemas.OrderPaymentOutcome;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.serde.AvroSerdes;
import dev.cascade.streams.serde.SchemaRegistryClient;
import dev.cascade.testing.ReceivedRecord;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicReader;
import dev.cascade.testing.TopicWriter;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serializer;
import org.awaitility.Awaitility;

/** What the rest of the ecosystem does, as the e-mail service sees it. */
final class Shop implements AutoCloseable {

  private final TestPlatform platform = TestPlatform.shared();
  private final AvroSerdes avro = new AvroSerdes(new SchemaRegistryClient(platform.registryUrl()));
  private final TopicWriter writer = platform.writer();
  private final TopicReader<EmailSent> sent = platform.reader(Topics.EMAILS_SENT, EmailSent.class);

  String freshId() {
    return platform.freshId();
  }

  String newCustomer(String name, String email, CustomerLevel level) {
    String id = "c-" + freshId();
    customer(id, name, email, level);
    return id;
  }

  void customer(String id, String name, String email, CustomerLevel level) {
    writer.send(Topics.CUSTOMERS, id, Wire.customer(id, name, email, level));
  }

  /** Returns when the service has forgotten them: it knows somebody who was told of after that. */
  void deleteCustomer(String id) {
    int partition = writer.sendTombstone(Topics.CUSTOMERS, id).partition();
    String next = "c-" + freshId();
    Customer customer = Wire.customer(next, "N", "next@example.org", CustomerLevel.PLATINUM);
    writer.sendRaw(
        Topics.CUSTOMERS,
        partition,
        next,
        avro.of(Customer.class).serializer().serialize(Topics.CUSTOMERS, customer));
    awaitOutcome(order(next));
  }

  String platinumCustomer() {
    String id = freshId();
    return newCustomer("Ada " + id, "ada-" + id + "@example.org", CustomerLevel.PLATINUM);
  }

  void confirm(String orderId, String customerId) {
    writer.send(
        Topics.ORDERS,
        orderId,
        Wire.order(orderId, customerId, OrderState.CONFIRMED, OrderState.VALIDATED));
  }

  void pay(String orderId) {
    writer.send(Topics.ORDER_PAYMENTS, orderId, Wire.payment(orderId, OrderPaymentOutcome.PAID));
  }

  /** An order that is confirmed and paid. */
  String order(String customerId) {
    String orderId = "o-" + freshId();
    pay(orderId);
    confirm(orderId, customerId);
    return orderId;
  }

  EmailSent awaitOutcome(String orderId) {
    return sent.awaitKey(orderId).present();
  }

  EmailSent awaitResend(String orderId, String resendId) {
    return sent.awaitRecord(record ->
            orderId.equals(record.key()) && resendId.equals(record.present().getResendId()))
        .present();
  }

  long outcomesOf(String orderId) {
    return sent.readToEnd().stream()
        .filter(record -> orderId.equals(record.key()))
        .map(ReceivedRecord::present)
        .count();
  }

  /** Confirms and pays all of them, a few at a time; who ordered is told by the index. */
  void orders(int count, IntFunction<String> orderIds, IntFunction<String> customers) {
    Serializer<Order> orders = avro.of(Order.class).serializer();
    Serializer<OrderPayment> payments = avro.of(OrderPayment.class).serializer();
    try (ExecutorService senders = Executors.newFixedThreadPool(8)) {
      IntStream.range(0, count)
          .mapToObj(i ->
              CompletableFuture.runAsync(
                  () -> {
                    String id = orderIds.apply(i);
                    Order order =
                        Wire.order(
                            id, customers.apply(i), OrderState.CONFIRMED, OrderState.VALIDATED);
                    OrderPayment payment = Wire.payment(id, OrderPaymentOutcome.PAID);
                    writer.sendRaw(
                        Topics.ORDER_PAYMENTS,
                        id,
                        payments.serialize(Topics.ORDER_PAYMENTS, payment));
                    writer.sendRaw(Topics.ORDERS, id, orders.serialize(Topics.ORDERS, order));
                  },
                  senders))
          .toList()
          .forEach(CompletableFuture::join);
    }
  }

  void awaitOutcomes(int count, String marker) {
    sent.awaitRecords(count, record -> isAbout(marker, record));
  }

  long outcomesAbout(String marker) {
    return sent.readToEnd().stream().filter(record -> isAbout(marker, record)).count();
  }

  private static boolean isAbout(String marker, ReceivedRecord<EmailSent> record) {
    return record.key() != null && record.key().contains(marker);
  }

  /** Waits until so many attempts at the order's mail have failed. */
  void awaitAttempts(String orderId, int least) {
    Awaitility.await(orderId + " tried " + least + " times")
        .atMost(Duration.ofSeconds(60))
        .until(() -> attempts(orderId) >= least);
  }

  /**
   * Waits until an attempt that begins after now has failed: the first to fail may have begun
   * before.
   */
  void awaitAnotherAttempt(String orderId) {
    awaitAttempts(orderId, attempts(orderId) + 2);
  }

  private static int attempts(String orderId) {
    Response mail = RestAssured.get("/v1/state/mails/entries/{order}", orderId);
    Integer attempts = mail.statusCode() == 200 ? mail.path("value.attempts") : null;
    return attempts == null ? 0 : attempts;
  }

  TopicWriter writer() {
    return writer;
  }

  TestPlatform platform() {
    return platform;
  }

  @Override
  public void close() {
    sent.close();
    writer.close();
  }
}
