package dev.cascade.email.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DestinationsTest {

  @Test
  void eachLevelHasItsTopicOrNone() {
    Destinations destinations =
        Destinations.of(
            Set.of(CustomerLevel.PLATINUM), "mails", Map.of(CustomerLevel.GOLD, "gold-emails"));

    assertThat(destinations.of(CustomerLevel.PLATINUM)).contains("mails");
    assertThat(destinations.of(CustomerLevel.GOLD)).contains("gold-emails");
    assertThat(destinations.of(CustomerLevel.SILVER)).isEmpty();
  }

  @Test
  void aLevelIsNotMailedAndRoutedElsewhere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Destinations.of(
                Set.of(CustomerLevel.GOLD), "mails", Map.of(CustomerLevel.GOLD, "other")));
  }
}
