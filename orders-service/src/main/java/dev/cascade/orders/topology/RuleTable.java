package dev.cascade.orders.topology;

import dev.cascade.orders.domain.ValidationRule;
import dev.cascade.streams.serde.RegistryUnavailableException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jboss.logging.Logger;

/**
 * The rules that are known now: the configured ones, overlaid by the table. The table holds raw
 * bytes, since a global table is restored without being read: a poison record would otherwise break
 * every order after a restart. Here it is left out; its dead letter is the views' work.
 *
 * @param builtIn the configured rules
 * @param decoder reads a rule of the table
 * @param topic where the table comes from
 */
public record RuleTable(
    List<ValidationRule> builtIn, Deserializer<ValidationRule> decoder, String topic) {

  private static final Logger LOG = Logger.getLogger(RuleTable.class);

  /** Name of the global store. */
  public static final String STORE = "validation-rules";

  /** All rules by name, those that do not count included. */
  public Map<String, ValidationRule> in(
      ReadOnlyKeyValueStore<String, ValueAndTimestamp<byte[]>> table) {
    Map<String, ValidationRule> rules = new LinkedHashMap<>();
    builtIn.forEach(rule -> rules.put(rule.name(), rule));
    try (KeyValueIterator<String, ValueAndTimestamp<byte[]>> entries = table.all()) {
      while (entries.hasNext()) {
        overlay(rules, entries.next());
      }
    }
    return rules;
  }

  private void overlay(
      Map<String, ValidationRule> rules, KeyValue<String, ValueAndTimestamp<byte[]>> entry) {
    try {
      ValidationRule rule = decoder.deserialize(topic, entry.value.value());
      rules.put(rule.name(), rule);
    } catch (RegistryUnavailableException e) {
      throw e;
    } catch (SerializationException e) {
      LOG.warnf("Unreadable rule is left out, topic=%s: %s", topic, e.getMessage());
    }
  }
}
