package dev.cascade.streams.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";

  @ParameterizedTest
  @CsvSource({"01, true", "00, false", "03, true", "fe, false"})
  void theFlagsSayWhetherItIsSampled(String flags, boolean sampled) {
    assertThat(TraceContext.parse("00-" + TRACE + "-" + SPAN + "-" + flags))
        .contains(new TraceContext(TRACE, SPAN, sampled));
  }

  @Test
  void whatALaterVersionAddsIsPassedOver() {
    assertThat(TraceContext.parse("cc-" + TRACE + "-" + SPAN + "-01-more"))
        .contains(new TraceContext(TRACE, SPAN, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0g",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
      })
  void whatCannotBeUnderstoodIsNoContext(String header) {
    assertThat(TraceContext.parse(header)).isEmpty();
  }

  @Test
  void itIsWrittenAsItIsRead() {
    TraceContext context = new TraceContext(TRACE, SPAN, true);

    assertThat(TraceContext.of(context.headers())).contains(context);
    assertThat(context).hasToString("00-" + TRACE + "-" + SPAN + "-01");
  }

  @Test
  void onlyTheTraceFollowsFromARecord() {
    Headers headers = new TraceContext(TRACE, SPAN, true).headers();
    headers.add("cascade.replayed.letter", "orders-dead-letters-0-7".getBytes(UTF_8));

    Headers following = TraceContext.following(headers);

    assertThat(following).extracting("key").containsExactly("traceparent");
    assertThat(TraceContext.following(new RecordHeaders())).isEmpty();
  }
}
