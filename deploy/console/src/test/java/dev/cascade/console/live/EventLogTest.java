package dev.cascade.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import org.junit.jupiter.api.Test;

class EventLogTest {

  private final EventLog log = new EventLog("abc", 3);

  @Test
  void whoComesBackHearsWhatItMissed() {
    log.state("a", IntNode.valueOf(1));
    log.state("b", IntNode.valueOf(2));
    log.happened("c", IntNode.valueOf(3));

    assertThat(log.since("abc-1")).extracting(Event::name).containsExactly("b", "c");
  }

  @Test
  void whoMissedNothingHearsNothing() {
    log.state("a", IntNode.valueOf(1));

    assertThat(log.since("abc-1")).isEmpty();
  }

  @Test
  void whoWasAwayForTooLongBeginsWithTheState() {
    for (int i = 0; i < 5; i++) {
      log.state("a", IntNode.valueOf(i));
    }

    assertThat(log.since("abc-1")).extracting(Event::name).containsExactly("snapshot");
    assertThat(log.since("abc-1").getFirst().data().path("a").asInt()).isEqualTo(4);
    assertThat(log.since("abc-2")).extracting(Event::number).containsExactly(3L, 4L, 5L);
  }

  @Test
  void whoHeardAnotherProcessBeginsWithTheState() {
    log.state("a", IntNode.valueOf(1));

    assertThat(log.since("xyz-1")).extracting(Event::name).containsExactly("snapshot");
    assertThat(log.since("abc-99")).extracting(Event::name).containsExactly("snapshot");
    assertThat(log.since("abc-x")).extracting(Event::name).containsExactly("snapshot");
    assertThat(log.since("")).extracting(Event::name).containsExactly("snapshot");
  }

  @Test
  void whatIsAsItWasIsNotToldAgain() {
    assertThat(log.state("a", IntNode.valueOf(1))).isPresent();
    assertThat(log.state("a", IntNode.valueOf(1))).isEmpty();
    assertThat(log.state("a", IntNode.valueOf(2))).isPresent();
  }

  @Test
  void anEventIsOneLineOfDataWithAnIdThatNamesTheProcess() {
    assertThat(log.wire(log.happened("a", IntNode.valueOf(7))))
        .isEqualTo("id: abc-1\nevent: a\ndata: 7\n\n");
  }
}
