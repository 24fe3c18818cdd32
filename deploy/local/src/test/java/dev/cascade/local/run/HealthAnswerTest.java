package dev.cascade.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HealthAnswerTest {

  @Test
  void namesTheApplicationsThatDoNotRun() {
    String body =
        """
        {"status":"DOWN","checks":[
          {"name":"kafka-streams","status":"DOWN",
           "data":{"payments-gate":"RUNNING","payments-views":"REBALANCING"}},
          {"name":"other","status":"UP"}]}
        """;

    assertThat(HealthAnswer.complaint(body)).isEqualTo("payments-views REBALANCING");
  }

  @Test
  void namesTheCheckThatSaysNothingMore() {
    assertThat(
            HealthAnswer.complaint(
                "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"mail\",\"status\":\"DOWN\"}]}"))
        .isEqualTo("mail is down");
  }

  @Test
  void repeatsAnAnswerThatIsNoHealth() {
    assertThat(HealthAnswer.complaint("<html>")).isEqualTo("says <html>");
  }
}
