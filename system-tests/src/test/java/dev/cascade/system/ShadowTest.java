package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.system.ecosystem.EndedProcess;
import dev.cascade.system.ecosystem.HomeEcosystem;
import dev.cascade.system.ecosystem.OrderBody;
import dev.cascade.system.ecosystem.Orders;
import dev.cascade.system.ecosystem.Quiet;
import dev.cascade.system.ecosystem.RawWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/**
 * {@code ./cascade shadow} on all that the tests before it did, some of them with other settings of
 * fraud: of what this one did, the shadow must decide the same.
 */
@SystemTest
class ShadowTest {

  private static final List<String> OUTPUTS =
      List.of("order-validations", "fraud-alerts", "customer-spending", "fraud-dead-letters");

  private final HomeEcosystem ecosystem;
  private final Orders orders;

  ShadowTest(HomeEcosystem ecosystem) {
    this.ecosystem = ecosystem;
    this.orders = new Orders(ecosystem);
  }

  @Test
  void theSameRuleDecidesTheSameAndAnotherIsSeenInTheOrdersThatItConcerns() throws Exception {
    order("shadowed-small", "c-shadowed-small", "9.50");
    order("shadowed-large", "c-shadowed-large", "90.00");
    try (RawWriter writer = new RawWriter(ecosystem)) {
      writer.poison(OUTPUTS.getFirst(), 0);
    }
    Quiet.historyOf(ecosystem);
    Map<TopicPartition, Long> before = ends();

    EndedProcess same = ecosystem.shadow("fraud", "--json");
    assertThat(same.exitCode())
        .as(same.output())
        .isEqualTo(same.output().contains("\"equal\" : true") ? 0 : 1);
    assertThat(same.output())
        .doesNotContain("\"subject\" : \"shadowed-", "\"subject\" : \"c-shadowed-");

    EndedProcess stricter =
        ecosystem.shadow("fraud", "--json", "--with", "cascade.fraud.limit=50.00");
    assertThat(stricter.exitCode()).as(stricter.output()).isEqualTo(1);
    assertThat(stricter.output())
        .contains("\"subject\" : \"shadowed-large\"", "\"shadow\" : \"FAIL\"")
        .doesNotContain("\"subject\" : \"shadowed-small\"");

    assertThat(ends()).isEqualTo(before);
    assertThat(topics()).noneMatch(topic -> topic.startsWith("shadow-"));
  }

  private void order(String id, String customer, String price) {
    orders.postUntilAccepted(OrderBody.of(id, customer, "umbrella", 1, price));
    assertThat(orders.settled(id).field("state")).isIn("CONFIRMED", "FAILED");
  }

  private Set<String> topics() throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      return admin.listTopics().names().get();
    }
  }

  /** Nobody writes meanwhile, and the shadow does not either. */
  private Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
      admin
          .describeTopics(OUTPUTS)
          .allTopicNames()
          .get()
          .forEach((name, topic) ->
              topic
                  .partitions()
                  .forEach(it ->
                      wanted.put(new TopicPartition(name, it.partition()), OffsetSpec.latest())));
      return admin.listOffsets(wanted).all().get().entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().offset()));
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", ecosystem.bootstrapServers()));
  }
}
