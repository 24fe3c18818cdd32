package dev.cascade.console.traces;

import java.util.Map;

/**
 * A span as a service told it.
 *
 * @param id 16 hexadecimal digits
 * @param parentId of the span that it belongs under; empty where it begins its trace
 * @param service that made it
 * @param startNanos since 1970
 * @param endNanos since 1970
 * @param failed whether it ended in an error
 * @param attributes as text
 */
record Span(
    String traceId,
    String id,
    String parentId,
    String service,
    String name,
    long startNanos,
    long endNanos,
    boolean failed,
    Map<String, String> attributes) {

  private static final String KEY = "messaging.kafka.message.key";

  Span {
    attributes = Map.copyOf(attributes);
  }

  /** The key of the record that it is about; empty where it is about none. */
  String key() {
    return attributes.getOrDefault(KEY, "");
  }
}
