package dev.cascade.streams.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptTracesTest {

  private static final String SPAN = "b7ad6b7169203331";
  private static final Headers NONE = new RecordHeaders();

  private final KeyValueStore<String, byte[]> store =
      KeptTraces.builder("traces").withLoggingDisabled().build();
  private KeptTraces traces;

  @BeforeEach
  void open() {
    MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
    traces = new KeptTraces(context, "traces");
  }

  @Test
  void whatIsDecidedLaterIsInTheTraceThatWasKept() {
    traces.keep("1", trace('a').headers());

    assertThat(traces.later("1")).isEqualTo(trace('a').headers());
    assertThat(traces.later("2")).isEmpty();
  }

  @Test
  void theFirstTraceIsKept() {
    traces.keep("1", trace('a').headers());
    traces.keep("1", trace('b').headers());

    assertThat(traces.later("1")).isEqualTo(trace('a').headers());
  }

  @Test
  void aTraceThatIsNotSampledIsNotKept() {
    traces.keep("1", new TraceContext("a".repeat(32), SPAN, false).headers());

    assertThat(traces.later("1")).isEmpty();
  }

  @Test
  void whatIsForgottenIsKeptNoMore() {
    traces.keep("1", trace('a').headers());
    traces.forget("1");
    traces.forget("unheard-of");

    assertThat(traces.later("1")).isEmpty();
  }

  @Test
  void aRecordOfTheSameTraceIsFollowedAndOneOfAnotherOrOfNoneIsNot() {
    Headers nextSpan = new TraceContext("a".repeat(32), "1".repeat(16), true).headers();
    traces.keep("1", trace('a').headers());

    assertThat(traces.after("1", nextSpan)).isEqualTo(nextSpan);
    assertThat(traces.after("1", trace('b').headers())).isEqualTo(trace('a').headers());
    assertThat(traces.after("1", NONE)).isEqualTo(trace('a').headers());
  }

  @Test
  void withNothingKeptTheRecordIsFollowed() {
    assertThat(traces.after("1", trace('b').headers())).isEqualTo(trace('b').headers());
    assertThat(traces.after("1", NONE)).isEmpty();
  }

  @Test
  void theOldestGivesWayWhenThereAreMany() {
    for (int i = 0; i <= KeptTraces.MOST; i++) {
      traces.keep("order-" + i, trace('a').headers());
    }

    assertThat(Optional.ofNullable(store.get("order-0"))).isEmpty();
    assertThat(store.approximateNumEntries()).isEqualTo(KeptTraces.MOST);
  }

  private static TraceContext trace(char digit) {
    return new TraceContext(String.valueOf(digit).repeat(32), SPAN, true);
  }
}
