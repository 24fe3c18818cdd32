package dev.cascade.streams.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShadowTest {

  private static final String HEAD = "name=shadow-a\nuntil=2030-01-31T12:00:00Z\n";

  @TempDir Path folder;

  @Test
  void itIsToldByAFile() {
    Shadow shadow = Shadow.read(file(HEAD + "an-app/a-topic-0=17\nan-app/a-topic-12=0\n"));

    assertThat(shadow.name()).isEqualTo("shadow-a");
    assertThat(shadow.until()).isEqualTo(Instant.parse("2030-01-31T12:00:00Z"));
    assertThat(shadow.cut("an-app"))
        .contains(
            Map.of(new TopicPartition("a-topic", 0), 17L, new TopicPartition("a-topic", 12), 0L));
    assertThat(shadow.cut("another")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        HEAD,
        "until=2030-01-31T12:00:00Z\na/t-0=1\n",
        "name=fraud\nuntil=2030-01-31T12:00:00Z\na/t-0=1\n",
        "name=shadow-a\nuntil=soon\na/t-0=1\n",
        HEAD + "a/t-0=-1\n",
        HEAD + "a/t-0=many\n",
        HEAD + "a/t=1\n",
        HEAD + "misspelt=1\n"
      })
  void aFileThatDoesNotSayItWellIsRefused(String text) {
    assertThat(Shadow.complaint(file(text))).isPresent();
    assertThatThrownBy(() -> Shadow.read(file(text))).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    assertThat(Shadow.complaint(folder.resolve("nowhere"))).contains("it cannot be read");
  }

  @Test
  void whatItWritesGoesToATopicOfItsOwnWithAllElseUnchanged() {
    OwnTopics topics = new OwnTopics();
    topics.configure(Shadow.read(file(HEAD + "a/t-0=1\n")).clientSettings());
    ProducerRecord<Object, Object> record = new ProducerRecord<>("orders", 1, 17L, "k", "v");
    record.headers().add("h", new byte[] {1});

    ProducerRecord<Object, Object> sent = topics.onSend(record);

    assertThat(sent.topic()).isEqualTo("shadow-a.orders");
    assertThat(sent)
        .isEqualTo(
            new ProducerRecord<>("shadow-a.orders", 1, 17L, (Object) "k", "v", record.headers()));
    assertThat(topics.onSend(sent)).isSameAs(sent);
  }

  @Test
  void aClientThatIsNotToldWhichTopicsAreItsOwnDoesNotComeToBe() {
    assertThatThrownBy(() -> new OwnTopics().configure(Map.of()))
        .isInstanceOf(IllegalStateException.class);
  }

  private Path file(String text) {
    try {
      return Files.writeString(folder.resolve("shadow.properties"), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
