package dev.cascade.console.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.ApplicationError;
import dev.cascade.schemas.ApplicationEvent;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.EmailRequested;
import dev.cascade.schemas.Money;
import dev.cascade.schemas.OrderPayment;
import dev.cascade.schemas.OrderPaymentOutcome;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Reason;
import dev.cascade.schemas.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

class FactReaderTest {

  private static final byte[] SOME = {1};

  @Test
  void aVerdictThatAPersonIsToGiveIsPending() {
    Fact fact =
        read(
            "order-validations",
            new OrderValidation(
                "o-1",
                "fraud",
                null,
                Verdict.ERROR,
                List.of(new Reason("fraud", "under-review", "Near the limit.")),
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(600)));

    assertThat(fact.what()).isEqualTo("fraud PENDING");
    assertThat(fact.detail()).isEqualTo("fraud: under-review");
  }

  @Test
  void aVerdictNamesItsOrderItsRuleAndWhy() {
    Fact fact =
        read(
            "order-validations",
            new OrderValidation(
                "o-1",
                "inventory",
                2,
                Verdict.FAIL,
                List.of(new Reason("inventory", "out-of-stock", "None left.")),
                Instant.EPOCH,
                null));

    assertThat(fact.orderId()).isEqualTo("o-1");
    assertThat(fact.what()).isEqualTo("inventory FAIL");
    assertThat(fact.detail()).isEqualTo("line 2; inventory: out-of-stock");
  }

  @Test
  void anOutcomeNamesOrderAndPayment() {
    Fact fact =
        read(
            "order-payments",
            new OrderPayment(
                "o-1", "p-1", OrderPaymentOutcome.PAID, new Money(1L, "EUR"), null, Instant.EPOCH));

    assertThat(fact.orderId()).isEqualTo("o-1");
    assertThat(fact.paymentId()).isEqualTo("p-1");
    assertThat(fact.what()).isEqualTo("PAID");
  }

  @Test
  void nobodysNameOrAddressIsTold() {
    Fact fact =
        read(
            "platinum-emails",
            new EmailRequested(
                "o-1",
                "c-1",
                "Alice Wonder",
                "alice@example.org",
                CustomerLevel.PLATINUM,
                List.of(),
                new Money(1L, "EUR"),
                "p-1",
                Instant.EPOCH));

    assertThat(fact.toString()).contains("o-1").doesNotContain("Alice", "alice");
  }

  @Test
  void bytesThatAreNoRecordAreSaidToBeUnreadable() {
    Fact fact = new FactReader(_ -> Optional.empty()).read(record("orders", new byte[7]));

    assertThat(fact.what()).isEqualTo("unreadable");
    assertThat(fact.detail()).isEqualTo("7 bytes");
  }

  @Test
  void aDeadLetterSaysWhereItIsFromAndWhy() {
    ConsumerRecord<byte[], byte[]> letter = record("orders-dead-letters", SOME);
    letter.headers().add(new RecordHeader("__streams.errors.topic", "orders".getBytes(UTF_8)));
    letter.headers().add(new RecordHeader("__streams.errors.message", "no Avro".getBytes(UTF_8)));

    Fact fact = new FactReader(_ -> Optional.empty()).read(letter);

    assertThat(fact.what()).isEqualTo("dead letter");
    assertThat(fact.detail()).isEqualTo("orders; no Avro");
  }

  @Test
  void whatAServiceLoggedIsToldWithItsLevelAndHowOften() {
    Fact fact =
        read(
            "application-errors",
            ApplicationError.newBuilder()
                .setEventId("e-1")
                .setService("email-service")
                .setInstance("8086")
                .setLevel("WARN")
                .setLogger("some.Logger")
                .setMessage("[Consumer clientId=a] Node 1 is away")
                .setThread("worker")
                .setCount(3)
                .setFirstAt(Instant.EPOCH)
                .setAt(Instant.EPOCH)
                .build());

    assertThat(fact.what()).isEqualTo("WARN");
    assertThat(fact.detail()).isEqualTo("3 times: Node 1 is away");
  }

  @Test
  void whatBecameOfAnApplicationIsTold() {
    Fact fact =
        read(
            "application-events",
            ApplicationEvent.newBuilder()
                .setEventId("e-1")
                .setService("fraud-service")
                .setInstance("8084")
                .setEvent("state-changed")
                .setApplication("fraud-spending")
                .setDetail("REBALANCING to RUNNING")
                .setAt(Instant.EPOCH)
                .build());

    assertThat(fact.what()).isEqualTo("state-changed");
    assertThat(fact.detail()).isEqualTo("fraud-spending; REBALANCING to RUNNING");
  }

  @Test
  void aLongKeyIsCut() {
    ConsumerRecord<byte[], byte[]> found =
        new ConsumerRecord<>("orders", 0, 0, "k".repeat(10_000).getBytes(UTF_8), SOME);

    assertThat(new FactReader(_ -> Optional.empty()).read(found).key()).hasSize(160);
  }

  private static Fact read(String topic, SpecificRecord value) {
    return new FactReader(_ -> Optional.of(generic(value))).read(record(topic, SOME));
  }

  private static GenericRecord generic(SpecificRecord value) {
    GenericRecord record = new GenericData.Record(value.getSchema());
    value
        .getSchema()
        .getFields()
        .forEach(field -> record.put(field.pos(), inner(value.get(field.pos()))));
    return record;
  }

  private static Object inner(Object value) {
    return switch (value) {
      case SpecificRecord record -> generic(record);
      case List<?> list -> list.stream().map(FactReaderTest::inner).toList();
      case null, default -> value;
    };
  }

  private static ConsumerRecord<byte[], byte[]> record(String topic, byte[] value) {
    return new ConsumerRecord<>(topic, 0, 5, "key".getBytes(UTF_8), value);
  }
}
