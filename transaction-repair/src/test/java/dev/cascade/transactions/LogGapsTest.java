package dev.cascade.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogGapsTest {

  private final LogGaps gaps = new LogGaps();

  @Test
  void aLogOfWhichNothingWasTakenHasNone() {
    sees(0, 0, 1, 2, 3);
    sees(1, 0);
    sees(2, 0, 1);

    assertThat(gaps.none()).isTrue();
  }

  @Test
  void aLogThatBeginsLaterHasLostItsBeginning() {
    sees(0, 0, 1, 2);
    sees(1, 1, 2);

    assertThat(gaps.none()).isFalse();
  }

  @Test
  void aLogThatLeavesOneOutWasCompacted() {
    sees(0, 0, 1, 3, 4);

    assertThat(gaps.none()).isFalse();
  }

  @Test
  void aLogThatEndsAfterItsLastRecordWasCompacted() {
    sees(0, 0, 2);

    assertThat(gaps.none()).isFalse();
  }

  @Test
  void aLogWithoutAnyRecordThatDoesNotBeginAtZeroWasCompacted() {
    sees(0, 7);

    assertThat(gaps.none()).isFalse();
  }

  /** The last offset is the partition's end. */
  private void sees(int partition, long... offsets) {
    for (long offset : offsets) {
      gaps.see(partition, offset);
    }
  }
}
