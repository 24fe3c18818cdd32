package dev.cascade.streams.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

class OpenHopsTest {

  private static final TopicPartition ORDERS = new TopicPartition("orders", 2);
  private static final TraceContext CAUSE = context(true);

  private final EndedSpans spans = new EndedSpans();
  private final OpenHops hops = new OpenHops();

  @Test
  void aSpanEndsWithTheCommitOfItsOffset() {
    read(record(7, CAUSE), record(8, CAUSE));

    hops.committing(Map.of(ORDERS, new OffsetAndMetadata(8)));
    assertThat(spans.ended()).isEmpty();
    hops.committed();

    assertThat(spans.ended()).extracting(OpenHopsTest::offset).containsExactly(7L);
    hops.committing(Map.of(ORDERS, new OffsetAndMetadata(9)));
    hops.committed();
    assertThat(spans.ended()).extracting(OpenHopsTest::offset).containsExactly(7L, 8L);
  }

  @Test
  void aSpanSaysWhatWasReadAndUnderWhichItBelongs() {
    read(record(7, CAUSE));
    commit(8);

    SpanData span = spans.ended().getFirst();
    assertThat(span.getName()).isEqualTo("orders-lifecycle process");
    assertThat(span.getTraceId()).isEqualTo(CAUSE.traceId());
    assertThat(span.getParentSpanId()).isEqualTo(CAUSE.spanId());
    assertThat(attribute(span, "messaging.destination.name")).isEqualTo("orders");
    assertThat(attribute(span, "messaging.destination.partition.id")).isEqualTo("2");
    assertThat(attribute(span, "messaging.kafka.message.key")).isEqualTo("order-1");
    assertThat(attribute(span, "messaging.consumer.group.name")).isEqualTo("orders-lifecycle");
  }

  @Test
  void aRecordThatIsReadIsInItsSpanFromThenOn() {
    ConsumerRecord<byte[], byte[]> record = record(7, CAUSE);
    read(record);
    commit(8);

    assertThat(record.headers().headers(TraceContext.HEADER)).hasSize(1);
    assertThat(TraceContext.of(record.headers()))
        .contains(new TraceContext(CAUSE.traceId(), spans.ended().getFirst().getSpanId(), true));
  }

  @Test
  void whatIsAbortedLeavesNoSpanAndHasOneWhenItIsReadAgain() {
    read(record(7, CAUSE), record(8, CAUSE));
    hops.resumed(CAUSE);
    hops.committing(Map.of(ORDERS, new OffsetAndMetadata(8)));
    hops.aborted();
    commit(9);
    assertThat(spans.ended()).isEmpty();

    read(record(7, CAUSE));
    commit(8);
    assertThat(spans.ended()).hasSize(1);
  }

  @Test
  void aRecordWithoutASampledTraceHasNoSpanAndStaysAsItIs() {
    ConsumerRecord<byte[], byte[]> unsampled = record(7, context(false));
    read(unsampled, new ConsumerRecord<>("orders", 2, 8, new byte[0], new byte[0]));
    commit(9);

    assertThat(spans.ended()).isEmpty();
    assertThat(TraceContext.of(unsampled.headers())).contains(context(false));
  }

  @Test
  void whatGoesOnByItselfHasASpanUntilTheNextCommit() {
    assertThat(hops.resumed(CAUSE)).as("without a tracer").isEqualTo(CAUSE.headers());
    read(record(7, CAUSE));
    Headers headers = hops.resumed(CAUSE);
    commit(7);

    SpanData span = spans.ended().getFirst();
    assertThat(span.getName()).isEqualTo("orders-lifecycle resume");
    assertThat(TraceContext.of(headers))
        .contains(new TraceContext(CAUSE.traceId(), span.getSpanId(), true));
  }

  @Test
  void whatIsDoneAsideEndsWhenItIsOverAndNotWithACommit() {
    assertThat(hops.attempted(CAUSE, "smtp send")).as("without a tracer").isEmpty();
    read(record(7, CAUSE));
    Attempt attempt = hops.attempted(CAUSE, "smtp send").orElseThrow();
    hops.committed();
    assertThat(spans.ended()).isEmpty();

    attempt.end(false);
    SpanData span = spans.ended().getFirst();
    assertThat(span.getParentSpanId()).isEqualTo(CAUSE.spanId());
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
  }

  @Test
  void moreThanAFewOpenOnesGoOnWithoutASpan() {
    List<ConsumerRecord<byte[], byte[]>> many =
        IntStream.rangeClosed(0, OpenHops.MOST).mapToObj(offset -> record(offset, CAUSE)).toList();
    hops.read(new ConsumerRecords<>(Map.of(ORDERS, many), Map.of()), spans.reader("any"));
    commit(OpenHops.MOST + 1);

    assertThat(spans.ended()).hasSize(OpenHops.MOST);
    assertThat(TraceContext.of(many.getLast().headers())).contains(CAUSE);
  }

  @SafeVarargs
  private void read(ConsumerRecord<byte[], byte[]>... records) {
    hops.read(
        new ConsumerRecords<>(Map.of(ORDERS, List.of(records)), Map.of()),
        spans.reader("orders-lifecycle"));
  }

  private void commit(long position) {
    hops.committing(Map.of(ORDERS, new OffsetAndMetadata(position)));
    hops.committed();
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset, TraceContext context) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("orders", 2, offset, "order-1".getBytes(UTF_8), new byte[0]);
    context.headers().forEach(record.headers()::add);
    return record;
  }

  private static TraceContext context(boolean sampled) {
    return new TraceContext("a".repeat(32), "b".repeat(16), sampled);
  }

  private static long offset(SpanData span) {
    return span.getAttributes().get(AttributeKey.longKey("messaging.kafka.offset"));
  }

  private static String attribute(SpanData span, String name) {
    return span.getAttributes().get(AttributeKey.stringKey(name));
  }
}
