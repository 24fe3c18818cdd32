package dev.cascade.email.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.email.contract.EmailSerdes;
import dev.cascade.email.domain.Counts;
import dev.cascade.email.domain.CustomerLevel;
import dev.cascade.schemas.EmailOutcome;
import dev.cascade.schemas.EmailSent;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.GoldenTopology;
import dev.cascade.testing.PlainAvroSerde;
import dev.cascade.testing.TopologyHarness;
import java.time.Duration;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmailViewsTest {

  private final EmailViews views =
      new EmailViews(EmailSerdes.over(PlainAvroSerde::of), Duration.ofDays(31), 10);
  private final TopologyHarness harness = TopologyHarness.of(views.topology());
  private final TestInputTopic<String, EmailSent> sent =
      harness.input(Topics.EMAILS_SENT, PlainAvroSerde.of(EmailSent.class));
  private final KeyValueStore<String, Counts> counts = harness.store(EmailViews.COUNTS);

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void theTopologyIsTheGoldenOne() {
    GoldenTopology.assertMatches(views.topology(), "email-views");
  }

  @Test
  void outcomesAreCountedByLevelInAllAndPerHour() {
    ended("1", EmailOutcome.SENT, 1);
    ended("2", EmailOutcome.SENT, 4);
    harness.advance(Duration.ofHours(1));
    ended("3", EmailOutcome.REFUSED, 0);

    assertThat(counts.get(CountKey.total(CustomerLevel.PLATINUM).text()))
        .isEqualTo(new Counts(2, 1, 1, 3));
    assertThat(counts.get("2030-01-01T10:00:00Z|PLATINUM")).isEqualTo(new Counts(2, 0, 1, 3));
    assertThat(counts.get("2030-01-01T11:00:00Z|PLATINUM")).isEqualTo(new Counts(0, 1, 0, 0));
  }

  @Test
  void hoursAreForgottenAndTheTotalIsNot() {
    ended("1", EmailOutcome.SENT, 1);
    harness.advance(Duration.ofDays(31).plusHours(2));

    assertThat(counts.get("2030-01-01T10:00:00Z|PLATINUM")).isNull();
    assertThat(counts.get(CountKey.total(CustomerLevel.PLATINUM).text()))
        .isEqualTo(new Counts(1, 0, 0, 0));
  }

  private void ended(String orderId, EmailOutcome outcome, int attempts) {
    sent.pipeInput(
        orderId,
        new EmailSent(
            orderId,
            "<id@x>",
            outcome,
            attempts,
            dev.cascade.schemas.CustomerLevel.PLATINUM,
            "",
            harness.now(),
            null));
  }
}
