package dev.cascade.orders.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.orders.contract.ValidationRules;
import dev.cascade.orders.domain.SomeOrders;
import dev.cascade.orders.domain.ValidationRule;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.serde.AvroSerdes;
import dev.cascade.streams.serde.RegistryUnavailableException;
import dev.cascade.streams.serde.SchemaRegistryClient;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RuleTableTest {

  /** The frame of a schema that nobody knows, and a body. */
  private static final byte[] FRAMED = {0, 0, 0, 0, 7, 1, 2, 3};

  private final LifecycleDriver driver = new LifecycleDriver();

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void theTableIsLaidOverTheConfiguredRules() {
    driver.rule("fraud", true, false);
    driver.rule("sanctions", true, true);

    Map<String, ValidationRule> rules = table(LifecycleDriver.serdes().rules()).in(store());

    assertThat(rules).containsOnlyKeys("order-details", "fraud", "inventory", "sanctions");
    assertThat(rules.get("fraud").counts()).isFalse();
    assertThat(rules.get("inventory")).isEqualTo(SomeOrders.INVENTORY);
  }

  @Test
  void aRuleThatNobodyCanReadIsLeftOut() {
    driver.harness.input(Topics.VALIDATION_RULES, Serdes.ByteArray()).pipeInput("x", new byte[1]);

    assertThat(table(LifecycleDriver.serdes().rules()).in(store()))
        .containsOnlyKeys("order-details", "fraud", "inventory");
  }

  @Test
  void aRuleThatTheRegistryCannotBeAskedForIsNotLeftOut() {
    driver.harness.input(Topics.VALIDATION_RULES, Serdes.ByteArray()).pipeInput("x", FRAMED);
    AvroSerdes nobodyAnswers = new AvroSerdes(new SchemaRegistryClient("http://localhost:1"));
    RuleTable rules =
        table(ValidationRules.rules(nobodyAnswers.of(dev.cascade.schemas.ValidationRule.class)));

    assertThatThrownBy(() -> rules.in(store())).isInstanceOf(RegistryUnavailableException.class);
  }

  private static RuleTable table(Serde<ValidationRule> serde) {
    return new RuleTable(SomeOrders.RULES, serde.deserializer(), Topics.VALIDATION_RULES);
  }

  private ReadOnlyKeyValueStore<String, ValueAndTimestamp<byte[]>> store() {
    return driver.harness.driver().getTimestampedKeyValueStore(RuleTable.STORE);
  }
}
