package dev.cascade.console.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TracesTest {

  private final Traces traces = new Traces(2);

  @Test
  void aSpanStandsUnderTheOneThatLedToItWhoeverIsToldFirst() {
    traces.add(List.of(span("t", "c", "b", 30), span("t", "d", "a", 25)));
    traces.add(List.of(span("t", "b", "a", 20), span("t", "a", "", 10)));

    assertThat(traces.trace("t").orElseThrow().branches())
        .extracting(it -> it.span().id() + it.depth())
        .containsExactly("a0", "b1", "c2", "d1");
  }

  @Test
  void aSpanWhoseParentIsNotKnownBeginsAndOneThatIsToldTwiceIsThereOnce() {
    traces.add(List.of(span("t", "b", "elsewhere", 20), span("t", "b", "elsewhere", 20)));

    assertThat(traces.trace("t").orElseThrow().branches())
        .extracting(it -> it.span().id() + it.depth())
        .containsExactly("b0");
  }

  @Test
  void spansThatStandUnderEachOtherHangNobody() {
    traces.add(List.of(span("t", "a", "b", 10), span("t", "b", "a", 20)));

    assertThat(traces.trace("t").orElseThrow().branches()).isEmpty();
  }

  @Test
  void theTraceThatWasToldOfFirstGivesWay() {
    traces.add(List.of(span("1", "a", "", 1), span("2", "a", "", 1)));
    traces.add(List.of(span("1", "b", "a", 1), span("3", "a", "", 1)));

    assertThat(traces.latest()).extracting(Trace::id).containsExactly("3", "1");
    assertThat(traces.trace("2")).isEmpty();
  }

  @Test
  void moreSpansThanATraceMayHaveAreCounted() {
    traces.add(
        IntStream.range(0, Traces.MOST_SPANS + 5)
            .mapToObj(i -> span("t", "s" + i, "", i))
            .toList());

    Trace trace = traces.trace("t").orElseThrow();
    assertThat(trace.branches()).hasSize(Traces.MOST_SPANS);
    assertThat(trace.leftOut()).isEqualTo(5);
  }

  private static Span span(String trace, String id, String parent, long start) {
    return new Span(trace, id, parent, "orders", id, start, start + 1, false, Map.of());
  }
}
