package dev.cascade.bench.floor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.bench.floor.FloorPlan.App;
import dev.cascade.bench.floor.FloorPlan.Output;
import dev.cascade.bench.floor.FloorPlan.Reaction;
import dev.cascade.bench.floor.FloorPlan.Sort;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FloorPlanTest {

  static FloorPlan[] all() {
    return new FloorPlan[] {
      FloorPlan.hops(1),
      FloorPlan.hops(4),
      FloorPlan.orderValidated(1),
      FloorPlan.orderValidated(10),
      FloorPlan.orderConfirmed(3),
      FloorPlan.payment()
    };
  }

  @ParameterizedTest
  @MethodSource("all")
  void oneRecordAtTheEntryCausesExactlyOneAtTheExit(FloorPlan plan) {
    assertThat(played(plan)).containsEntry(plan.exit(), 1);
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyTopicIsListed(FloorPlan plan) {
    assertThat(plan.topics())
        .doesNotHaveDuplicates()
        .containsAll(played(plan).keySet().stream().map(Sort::topic).toList());
  }

  /** Plays one operation with every record delivered to all who want it; counts the records. */
  private static Map<Sort, Integer> played(FloorPlan plan) {
    Map<Sort, Integer> written = new HashMap<>();
    Map<Reaction, Integer> sets = new HashMap<>();
    Deque<Sort> records = new ArrayDeque<>(List.of(plan.entry()));
    while (!records.isEmpty()) {
      Sort record = records.pop();
      written.merge(record, 1, Integer::sum);
      for (App app : plan.apps()) {
        for (Reaction reaction : app.reactions()) {
          if (reaction.input().equals(record)) {
            reaction.each().forEach(output -> add(output, records));
            if (sets.merge(reaction, 1, Integer::sum) % reaction.needed() == 0) {
              reaction.complete().forEach(output -> add(output, records));
            }
          }
        }
      }
    }
    return written;
  }

  private static void add(Output output, Deque<Sort> records) {
    for (int number = 0; number < output.count(); number++) {
      records.push(output.sort());
    }
  }
}
