package dev.cascade.streams.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.junit.jupiter.api.Test;

class DescribedTopicsTest {

  private final StreamsBuilder builder = new StreamsBuilder();

  private record EvenOrOdd() implements TopicNameExtractor<String, String>, KnownTopics {
    @Override
    public String extract(String key, String value, RecordContext context) {
      return value.length() % 2 == 0 ? "even" : "odd";
    }

    @Override
    public Set<String> topics() {
      return Set.of("even", "odd");
    }
  }

  @Test
  void sourcesSinksGlobalTablesAndStoresAreFound() {
    builder.globalTable("rules", Consumed.with(Serdes.String(), Serdes.String()));
    input().to("out", Produced.with(Serdes.String(), Serdes.String()));
    input("more").groupByKey().count(Materialized.as("counts"));

    DescribedTopics topics = described();

    assertThat(topics.reads()).containsExactly("in", "more", "rules");
    assertThat(topics.writes()).containsExactly("out");
    assertThat(topics.stores()).contains("counts");
    assertThat(topics.repartitions()).isEmpty();
  }

  @Test
  void aRepartitionTopicIsTheApplicationsOwn() {
    input().groupBy((key, value) -> value, Grouped.as("by-value")).count(Materialized.as("counts"));

    DescribedTopics topics = described();

    assertThat(topics.reads()).containsExactly("in");
    assertThat(topics.writes()).isEmpty();
    assertThat(topics.repartitions()).containsExactly("by-value-repartition");
  }

  @Test
  void aSinkThatChoosesSaysBetweenWhichTopics() {
    input().to(new EvenOrOdd());

    assertThat(described().writes()).containsExactly("even", "odd");
  }

  @Test
  void aSinkThatChoosesAndDoesNotSayBetweenWhichIsAnError() {
    input().to((key, value, context) -> value);

    assertThatThrownBy(this::described).hasMessageContaining("KnownTopics");
  }

  private KStream<String, String> input() {
    return input("in");
  }

  private KStream<String, String> input(String topic) {
    return builder.stream(topic, Consumed.with(Serdes.String(), Serdes.String()));
  }

  private DescribedTopics described() {
    return DescribedTopics.of(builder.build().describe());
  }
}
