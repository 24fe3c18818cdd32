package dev.cascade.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.testing.SettingsOf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaClusterTest {

  @TempDir Path folder;

  @Test
  void everyClientHasTheBrokersTheSecurityAndWhatItNeedsItself() throws IOException {
    KafkaCluster cluster =
        KafkaCluster.of(settings("security.protocol=SASL_SSL\nsasl.mechanism = SCRAM-SHA-512 \n"));

    assertThat(cluster.client(Map.of("client.id", "one")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "bootstrap.servers", "a:9092,b:9092",
                "security.protocol", "SASL_SSL",
                "sasl.mechanism", "SCRAM-SHA-512",
                "client.id", "one"));
  }

  @Test
  void theApplicationsHaveItToo() throws IOException {
    StreamsApplication application = StreamsApplication.views("any", "letters", () -> null);

    assertThat(StreamsProperties.of(application, settings("security.protocol=SSL\n")))
        .containsEntry("security.protocol", "SSL")
        .containsEntry("bootstrap.servers", "a:9092,b:9092");
  }

  @Test
  void withoutAFileNothingIsAdded() {
    KafkaCluster cluster =
        KafkaCluster.of(
            SettingsOf.of(
                StreamsSettings.class, Map.of("cascade.streams.bootstrap-servers", "a:9092")));

    assertThat(cluster).isEqualTo(KafkaCluster.at("a:9092"));
  }

  @Test
  void whatItSaysOfItselfHoldsNoSecret() throws IOException {
    assertThat(KafkaCluster.of(settings("ssl.keystore.password=canary\n")).toString())
        .isEqualTo("a:9092,b:9092");
  }

  @Test
  void aFileThatCannotBeUsedIsRefusedWithoutItsValues() throws IOException {
    Path other = file("group.id=canary\nssl.protocol=TLSv1.3\n");

    assertThat(KafkaCluster.complaint(other)).contains("it has group.id");
    assertThat(KafkaCluster.complaint(folder.resolve("nowhere")))
        .hasValueSatisfying(said -> assertThat(said).startsWith("it cannot be read"));
    assertThat(KafkaCluster.complaint(file("security.protocol=SSL\n"))).isEmpty();
  }

  private StreamsSettings settings(String content) throws IOException {
    return SettingsOf.of(
        StreamsSettings.class,
        Map.of(
            "cascade.streams.bootstrap-servers",
            "a:9092,b:9092",
            "cascade.streams.client-properties",
            file(content).toString()));
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("client.properties"), content);
  }
}
