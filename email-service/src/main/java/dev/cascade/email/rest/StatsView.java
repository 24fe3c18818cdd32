package dev.cascade.email.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.email.domain.Counts;
import dev.cascade.email.domain.CustomerLevel;
import dev.cascade.email.topology.CountKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many mails ended how.
 *
 * @param total of all time and all levels
 * @param items by period and level, the oldest hour first, the totals last
 */
@RegisterForReflection(targets = {StatsView.class, Counts.class})
public record StatsView(Counts total, List<Item> items) {

  /**
   * One count.
   *
   * @param period start of an hour in UTC, or {@code total}
   * @param retried mails that took more than one attempt
   * @param retries attempts after the first
   */
  @RegisterForReflection
  public record Item(
      String period, CustomerLevel level, long sent, long refused, long retried, long retries) {

    static Item of(String key, Counts counts) {
      CountKey countKey = CountKey.of(key);
      return new Item(
          countKey.period(),
          countKey.level(),
          counts.sent(),
          counts.refused(),
          counts.retried(),
          counts.retries());
    }
  }

  /** Sums what the instances and their partitions hold. */
  static StatsView sum(List<JsonNode> parts) {
    SortedMap<String, Counts> sums = new TreeMap<>();
    Counts total = Counts.NONE;
    for (JsonNode part : parts) {
      String period = part.path("period").asText();
      CustomerLevel level = CustomerLevel.valueOf(part.path("level").asText());
      Counts counts = counts(part);
      sums.merge(new CountKey(period, level).text(), counts, Counts::plus);
      total = period.equals(CountKey.TOTAL) ? total.plus(counts) : total;
    }
    return new StatsView(
        total, sums.entrySet().stream().map(sum -> Item.of(sum.getKey(), sum.getValue())).toList());
  }

  private static Counts counts(JsonNode part) {
    return new Counts(
        part.path("sent").asLong(),
        part.path("refused").asLong(),
        part.path("retried").asLong(),
        part.path("retries").asLong());
  }
}
