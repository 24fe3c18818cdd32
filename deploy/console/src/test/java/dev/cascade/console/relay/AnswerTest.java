package dev.cascade.console.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerTest {

  @Test
  void whoCannotBeServedNowIsToldWhenToAskAgain() {
    assertThat(Answer.problem(503, "Service Unavailable", "Too many.").headers())
        .containsEntry("Content-Type", "application/problem+json")
        .containsEntry("Retry-After", "1");
  }

  @Test
  void aRefusalForGoodSaysNothingOfAnotherTime() {
    assertThat(Answer.problem(403, "Forbidden", "No.").headers()).doesNotContainKey("Retry-After");
  }
}
