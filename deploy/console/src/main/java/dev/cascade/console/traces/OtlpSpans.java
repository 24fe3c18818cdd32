package dev.cascade.console.traces;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads what exporters send over OTLP: spans, as protobuf. */
final class OtlpSpans {

  private static final String SERVICE = "service.name";
  private static final String UNKNOWN = "unknown";

  /**
   * Anybody on the machine may tell spans: what is kept of each is bounded, as their number is, so
   * that all of them together are half of the console's heap at most.
   */
  private static final int MOST_CHARS_OF_ATTRIBUTES = 600;

  private static final int MOST_CHARS = 128;
  private static final int ID_BYTES = 16;

  private OtlpSpans() {}

  /**
   * The spans of a request.
   *
   * @throws InvalidProtocolBufferException when it is none
   */
  static List<Span> read(byte[] request) throws InvalidProtocolBufferException {
    return ExportTraceServiceRequest.parseFrom(request).getResourceSpansList().stream()
        .flatMap(OtlpSpans::spansOf)
        .toList();
  }

  private static Stream<Span> spansOf(ResourceSpans ofOne) {
    String service =
        attributes(ofOne.getResource().getAttributesList()).getOrDefault(SERVICE, UNKNOWN);
    return ofOne.getScopeSpansList().stream()
        .flatMap(scope -> scope.getSpansList().stream())
        .map(span -> span(service, span));
  }

  private static Span span(String service, io.opentelemetry.proto.trace.v1.Span span) {
    return new Span(
        hex(span.getTraceId()),
        hex(span.getSpanId()),
        hex(span.getParentSpanId()),
        cut(service),
        cut(span.getName()),
        span.getStartTimeUnixNano(),
        span.getEndTimeUnixNano(),
        span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR,
        attributes(span.getAttributesList()));
  }

  private static Map<String, String> attributes(List<KeyValue> told) {
    Map<String, String> attributes = new TreeMap<>();
    int chars = 0;
    for (KeyValue each : told) {
      String key = cut(each.getKey());
      String value = cut(text(each.getValue()));
      chars += key.length() + value.length();
      if (chars > MOST_CHARS_OF_ATTRIBUTES) {
        return attributes;
      }
      attributes.put(key, value);
    }
    return attributes;
  }

  private static String cut(String text) {
    return text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS);
  }

  private static String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> Long.toString(value.getIntValue());
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
      default -> "";
    };
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of()
        .formatHex(bytes.substring(0, Math.min(bytes.size(), ID_BYTES)).toByteArray());
  }
}
