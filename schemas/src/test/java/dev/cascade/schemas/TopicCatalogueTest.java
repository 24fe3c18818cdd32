package dev.cascade.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import dev.cascade.schemas.catalogue.Topics;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TopicCatalogueTest {

  private final TopicCatalogue catalogue = TopicCatalogue.load();

  @Test
  void theConstantsNameExactlyTheTopicsOfTheCatalogue() {
    List<String> constants =
        Arrays.stream(Topics.class.getFields()).map(TopicCatalogueTest::valueOf).toList();

    assertThat(constants)
        .containsExactlyInAnyOrderElementsOf(
            catalogue.topics().stream().map(TopicDefinition::name).toList());
  }

  @Test
  void topicsOfOneKeyTypeHaveOnePartitionCount() {
    catalogue.topics().stream()
        .collect(Collectors.groupingBy(TopicDefinition::key))
        .forEach((key, topics) ->
            assertThat(topics.stream().map(TopicDefinition::partitions).distinct())
                .as(key)
                .hasSize(1));
  }

  @Test
  void everyValueButADeadLetterHasASchema() {
    assertThat(catalogue.topics())
        .allSatisfy(topic ->
            assertThat(topic.valueSchema().isPresent())
                .as(topic.name())
                .isNotEqualTo(topic.name().endsWith("-dead-letters")));
  }

  @Test
  void aCompactedTopicKeepsItsRecordsAndAnyOtherSaysForHowLong() {
    assertThat(catalogue.topics())
        .allSatisfy(topic ->
            assertThat(topic.retention() == null)
                .as(topic.name())
                .isEqualTo(topic.cleanup().equals("compact")));
  }

  @Test
  void aTopicThatIsBoundedInBytesIsDeletedInPartsOfThem() {
    assertThat(catalogue.topic(Topics.APPLICATION_ERRORS).configuration())
        .containsEntry("retention.ms", "604800000")
        .containsEntry("retention.bytes", "67108864")
        .containsEntry("segment.bytes", "16777216");
  }

  private static String valueOf(Field constant) {
    try {
      return (String) constant.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
