package dev.cascade.console.traces;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OtlpSpansTest {

  @Test
  void aSpanIsReadAsItsServiceToldIt() throws InvalidProtocolBufferException {
    byte[] request =
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder()
                    .setResource(Resource.newBuilder().addAttributes(text("service.name", "fraud")))
                    .addScopeSpans(
                        ScopeSpans.newBuilder()
                            .addSpans(
                                io.opentelemetry.proto.trace.v1.Span.newBuilder()
                                    .setTraceId(bytes(16, 0xab))
                                    .setSpanId(bytes(8, 1))
                                    .setParentSpanId(bytes(8, 2))
                                    .setName("fraud-spending process")
                                    .setStartTimeUnixNano(10)
                                    .setEndTimeUnixNano(30)
                                    .setStatus(
                                        Status.newBuilder()
                                            .setCode(Status.StatusCode.STATUS_CODE_ERROR))
                                    .addAttributes(text("messaging.kafka.message.key", "o-1"))
                                    .addAttributes(number("messaging.kafka.offset", 7)))))
            .build()
            .toByteArray();

    assertThat(OtlpSpans.read(request))
        .containsExactly(
            new Span(
                "ab".repeat(16),
                "01".repeat(8),
                "02".repeat(8),
                "fraud",
                "fraud-spending process",
                10,
                30,
                true,
                Map.of("messaging.kafka.message.key", "o-1", "messaging.kafka.offset", "7")));
  }

  @Test
  void ofASpanOfAnySizeALittleIsKept() throws InvalidProtocolBufferException {
    io.opentelemetry.proto.trace.v1.Span.Builder large =
        io.opentelemetry.proto.trace.v1.Span.newBuilder()
            .setTraceId(bytes(10_000, 1))
            .setSpanId(bytes(8, 1))
            .setName("n".repeat(10_000));
    for (int i = 0; i < 100; i++) {
      large.addAttributes(text("key-" + i, "v".repeat(10_000)));
    }
    byte[] request =
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder().addScopeSpans(ScopeSpans.newBuilder().addSpans(large)))
            .build()
            .toByteArray();

    assertThat(OtlpSpans.read(request))
        .singleElement()
        .satisfies(span -> assertThat(span.toString()).hasSizeLessThan(1_200))
        .satisfies(span -> assertThat(span.attributes()).isNotEmpty());
  }

  @Test
  void whatIsNoRequestIsRefused() {
    assertThatThrownBy(() -> OtlpSpans.read("{\"resourceSpans\":[]}".getBytes(UTF_8)))
        .isInstanceOf(InvalidProtocolBufferException.class);
  }

  private static ByteString bytes(int length, int each) {
    byte[] bytes = new byte[length];
    java.util.Arrays.fill(bytes, (byte) each);
    return ByteString.copyFrom(bytes);
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static KeyValue number(String key, long value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setIntValue(value))
        .build();
  }
}
