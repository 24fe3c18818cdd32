package dev.cascade.console.traces;

import dev.cascade.console.config.ConsoleSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The traces that were told of last: so many, of so many spans each. The one whose latest span came
 * first gives way. Thread-safe.
 */
@Singleton
final class Traces {

  /** More spans of one trace are counted, and not kept. */
  static final int MOST_SPANS = 200;

  private final int most;
  private final LinkedHashMap<String, Kept> byId = new LinkedHashMap<>();

  private static final class Kept {
    private final List<Span> spans = new ArrayList<>();
    private int leftOut;
  }

  @Inject
  Traces(ConsoleSettings settings) {
    this(settings.traces());
  }

  /** Keeps at most that many. */
  Traces(int most) {
    this.most = most;
  }

  /** Takes these in. */
  synchronized void add(List<Span> spans) {
    for (Span span : spans) {
      Kept kept = Optional.ofNullable(byId.remove(span.traceId())).orElseGet(Kept::new);
      byId.put(span.traceId(), kept);
      if (kept.spans.size() < MOST_SPANS) {
        kept.spans.add(span);
      } else {
        kept.leftOut++;
      }
      if (byId.size() > most) {
        byId.remove(byId.firstEntry().getKey());
      }
    }
  }

  /** The trace with that id. */
  synchronized Optional<Trace> trace(String id) {
    return Optional.ofNullable(byId.get(id)).map(it -> Trace.of(id, it.spans, it.leftOut));
  }

  /** All that are kept, the one that was told of last first. */
  synchronized List<Trace> latest() {
    return byId.reversed().entrySet().stream()
        .map(it -> Trace.of(it.getKey(), it.getValue().spans, it.getValue().leftOut))
        .toList();
  }
}
