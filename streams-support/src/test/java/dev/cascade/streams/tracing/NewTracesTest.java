package dev.cascade.streams.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NewTracesTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);

  @Test
  void soManyBeginWithinASecondAndAsManyInTheNext() {
    NewTraces traces = new NewTraces(1, 3, nanos::get);

    assertThat(begunOf(10, traces)).isEqualTo(3);
    pass(Duration.ofMillis(500));
    assertThat(begunOf(10, traces)).isEqualTo(1);
    pass(Duration.ofMinutes(1));
    assertThat(begunOf(10, traces)).isEqualTo(3);
  }

  @Test
  void withNoneASecondNoneBegins() {
    NewTraces traces = new NewTraces(1, 0, nanos::get);
    pass(Duration.ofHours(1));

    assertThat(begunOf(10, traces)).isZero();
  }

  @Test
  void aShareOfTheTraceIdsBeginsAndTheOthersUseUpNothing() {
    NewTraces traces = new NewTraces(0.5, 1, nanos::get);

    assertThat(begins(traces, "0".repeat(16) + "7fffffffffffffff")).isFalse();
    assertThat(begins(traces, "0".repeat(16) + "0000000000000001")).isTrue();
    assertThat(begins(traces, "0".repeat(16) + "0000000000000001")).isFalse();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static long begunOf(int requests, NewTraces traces) {
    return IntStream.range(0, requests).filter(_ -> begins(traces, "1".repeat(32))).count();
  }

  private static boolean begins(NewTraces traces, String traceId) {
    return traces
            .shouldSample(
                Context.root(), traceId, "POST", SpanKind.SERVER, Attributes.empty(), List.of())
            .getDecision()
        == SamplingDecision.RECORD_AND_SAMPLE;
  }
}
