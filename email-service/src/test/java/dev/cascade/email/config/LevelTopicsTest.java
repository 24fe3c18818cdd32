package dev.cascade.email.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.testing.TestPlatform;
import java.util.List;
import org.junit.jupiter.api.Test;

class LevelTopicsTest {

  private static final List<String> SOME =
      List.of("silver-emails", Topics.PLATINUM_EMAILS, "gold-emails");

  @Test
  void topicsThatAreMissingAreNamed() {
    KafkaCluster broker = KafkaCluster.at(TestPlatform.shared().bootstrapServers());

    assertThatThrownBy(() -> LevelTopics.exist(SOME, broker))
        .hasMessageContaining("cascade.email.level-topics")
        .hasMessageEndingWith("[gold-emails, silver-emails]");
    assertThatCode(() -> LevelTopics.exist(List.of(Topics.PLATINUM_EMAILS), broker))
        .doesNotThrowAnyException();
  }

  @Test
  void aClusterThatIsAwayDoesNotStopTheStart() {
    assertThatCode(() -> LevelTopics.exist(SOME, KafkaCluster.at("localhost:1")))
        .doesNotThrowAnyException();
  }
}
