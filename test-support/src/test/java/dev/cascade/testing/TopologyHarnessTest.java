package dev.cascade.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.schemas.Customer;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.EmailOutcome;
import dev.cascade.schemas.EmailSent;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class TopologyHarnessTest {

  private static final Serde<Customer> CUSTOMERS = PlainAvroSerde.of(Customer.class);
  private static final Customer ADA =
      Customer.newBuilder().setId("c-1").setName("Ada").setLevel(CustomerLevel.GOLD).build();

  @Test
  void recordsGoThroughTheTopologyAndIntoItsStore() {
    try (TopologyHarness harness = TopologyHarness.of(tableOfCustomers())) {
      harness.input("in", CUSTOMERS).pipeInput("c-1", ADA);

      assertThat(harness.output("out", CUSTOMERS).readValue()).isEqualTo(ADA);
      assertThat(harness.store("customers").get("c-1")).isEqualTo(ADA);
    }
  }

  @Test
  void wallClockAndRecordTimeMoveTogether() {
    try (TopologyHarness harness = TopologyHarness.of(tableOfCustomers())) {
      var input = harness.input("in", CUSTOMERS);
      harness.advance(Duration.ofMinutes(5));
      input.pipeInput("c-1", ADA);

      Instant later = TopologyHarness.START.plus(Duration.ofMinutes(5));
      assertThat(harness.now()).isEqualTo(later);
      assertThat(harness.output("out", CUSTOMERS).readRecord().getRecordTime()).isEqualTo(later);
    }
  }

  @Test
  void anUnknownStoreIsRefusedByName() {
    try (TopologyHarness harness = TopologyHarness.of(tableOfCustomers())) {
      assertThatThrownBy(() -> harness.store("other")).hasMessageContaining("customers");
    }
  }

  @Test
  void instantsSurviveThePlainSerde() {
    Serde<EmailSent> serde = PlainAvroSerde.of(EmailSent.class);
    EmailSent sent =
        EmailSent.newBuilder()
            .setOrderId("o-1")
            .setMessageId("m-1")
            .setOutcome(EmailOutcome.SENT)
            .setAttempts(1)
            .setLevel(CustomerLevel.GOLD)
            .setDetail("")
            .setAt(TopologyHarness.START)
            .build();

    byte[] bytes = serde.serializer().serialize("emails-sent", sent);

    assertThat(serde.deserializer().deserialize("emails-sent", bytes)).isEqualTo(sent);
  }

  @Test
  void foreignBytesAreRefusedByThePlainSerde() {
    assertThatThrownBy(
            () -> CUSTOMERS.deserializer().deserialize("in", PoisonRecords.withoutFrame()))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("Customer");
  }

  private static Topology tableOfCustomers() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("in", Consumed.with(Serdes.String(), CUSTOMERS).withName("customers-in"))
        .toTable(
            Named.as("customers-table"),
            Materialized.<String, Customer>as(Stores.inMemoryKeyValueStore("customers"))
                .withKeySerde(Serdes.String())
                .withValueSerde(CUSTOMERS))
        .toStream(Named.as("customers-changes"))
        .to("out", Produced.with(Serdes.String(), CUSTOMERS).withName("customers-out"));
    return builder.build();
  }
}
