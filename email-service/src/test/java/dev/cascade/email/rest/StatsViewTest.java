package dev.cascade.email.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.email.domain.Counts;
import dev.cascade.email.domain.CustomerLevel;
import dev.cascade.email.rest.StatsView.Item;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StatsViewTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HOUR = "2030-01-01T10:00:00Z";

  @Test
  void whatPartitionsAndInstancesHoldIsSummedByPeriodAndLevel() {
    StatsView stats =
        sum(
            new Item("total", CustomerLevel.PLATINUM, 3, 1, 1, 2),
            new Item(HOUR, CustomerLevel.PLATINUM, 1, 0, 0, 0),
            new Item("total", CustomerLevel.PLATINUM, 4, 0, 1, 5),
            new Item(HOUR, CustomerLevel.PLATINUM, 2, 0, 1, 5),
            new Item("total", CustomerLevel.GOLD, 1, 0, 0, 0));

    assertThat(stats.total()).isEqualTo(new Counts(8, 1, 2, 7));
    assertThat(stats.items())
        .containsExactly(
            new Item(HOUR, CustomerLevel.PLATINUM, 3, 0, 1, 5),
            new Item("total", CustomerLevel.GOLD, 1, 0, 0, 0),
            new Item("total", CustomerLevel.PLATINUM, 7, 1, 2, 7));
  }

  @Test
  void withoutMailsEverythingIsZero() {
    assertThat(sum()).isEqualTo(new StatsView(Counts.NONE, List.of()));
  }

  private static StatsView sum(Item... items) {
    return StatsView.sum(
        Stream.of(items).<com.fasterxml.jackson.databind.JsonNode>map(JSON::valueToTree).toList());
  }
}
