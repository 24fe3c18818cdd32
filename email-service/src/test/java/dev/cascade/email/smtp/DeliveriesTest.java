package dev.cascade.email.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.email.domain.DeliveryAnswer;
import dev.cascade.email.domain.DeliveryAnswer.Accepted;
import dev.cascade.email.domain.DeliveryAnswer.Rejected;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

  private final Deliveries deliveries = new Deliveries(2);
  private final List<DeliveryAnswer> before = new ArrayList<>();
  private final List<DeliveryAnswer> after = new ArrayList<>();

  @Test
  void aMailThatIsUnderWayIsNotSentAgainAndBothAreTold() {
    assertThat(deliveries.include("<1>", before::add)).isFalse();
    deliveries.begin("<1>", before::add);

    assertThat(deliveries.include("<1>", after::add)).isTrue();
    assertThat(after).isEmpty();
    deliveries.end("<1>", new Rejected("no such user"));

    assertThat(before).containsExactly(new Rejected("no such user"));
    assertThat(after).containsExactly(new Rejected("no such user"));
  }

  @Test
  void aMailThatWasAcceptedIsNotSentAgain() {
    accepted("<1>");

    assertThat(deliveries.include("<1>", after::add)).isTrue();
    assertThat(after).containsExactly(new Accepted());
    assertThat(before).hasSize(1);
  }

  @Test
  void aMailThatWasNotAcceptedIsSentAgain() {
    deliveries.begin("<1>", before::add);
    deliveries.end("<1>", new Rejected("no such user"));

    assertThat(deliveries.include("<1>", after::add)).isFalse();
  }

  @Test
  void theOldestAreForgotten() {
    accepted("<1>");
    accepted("<2>");
    accepted("<3>");

    assertThat(deliveries.include("<1>", after::add)).isFalse();
    assertThat(deliveries.include("<2>", after::add)).isTrue();
    assertThat(deliveries.include("<3>", after::add)).isTrue();
  }

  private void accepted(String messageId) {
    deliveries.begin(messageId, before::add);
    deliveries.end(messageId, new Accepted());
  }
}
