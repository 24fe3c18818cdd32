package dev.cascade.streams.desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.streams.deadletter.DeadLetters;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the desk's answers look like as JSON. */
final class LetterViews {

  private LetterViews() {}

  /** A letter in a list. */
  @RegisterForReflection
  record Line(
      String id,
      String topic,
      int partition,
      long offset,
      Instant time,
      String reason,
      String message,
      String state,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String cut) {

    static Line of(Desk.Listed listed) {
      Letter letter = listed.letter();
      return new Line(
          letter.id().toString(),
          letter.origin().topic(),
          letter.origin().partition(),
          letter.origin().offset(),
          letter.time(),
          letter.reason(),
          letter.message(),
          listed.state().text(),
          letter.cut().isEmpty() ? null : letter.cut());
    }
  }

  /** A part of a list. */
  @RegisterForReflection
  record Lines(List<Line> letters, @Nullable String cursor) {

    static Lines of(Desk.Page page) {
      return new Lines(page.letters().stream().map(Line::of).toList(), text(page.rest()));
    }
  }

  /** How many letters of one kind there are. */
  @RegisterForReflection
  record Count(String topic, String reason, int open, int replayed, int discarded) {

    static Count of(Desk.Kind kind, Map<LetterState, Integer> states) {
      return new Count(
          kind.topic(),
          kind.reason(),
          states.getOrDefault(LetterState.OPEN, 0),
          states.getOrDefault(LetterState.REPLAYED, 0),
          states.getOrDefault(LetterState.DISCARDED, 0));
    }
  }

  /** How many letters there are; when not complete, only the newest were counted. */
  @RegisterForReflection
  record CountList(List<Count> counts, boolean complete) {

    static CountList of(Desk.Counts counts) {
      return new CountList(
          counts.byKind().entrySet().stream()
              .map(entry -> Count.of(entry.getKey(), entry.getValue()))
              .sorted(Comparator.comparing(Count::topic).thenComparing(Count::reason))
              .toList(),
          counts.complete());
    }
  }

  /** What was done with a letter. */
  @RegisterForReflection
  record ActView(
      String what,
      String by,
      Instant when,
      String why,
      String service,
      String letter,
      boolean corrected,
      @Nullable Long replayedOffset) {

    static ActView of(Act act) {
      return new ActView(
          act.state().text(),
          act.by(),
          act.when(),
          act.why(),
          act.service(),
          act.letter(),
          act.corrected(),
          act.replayedOffset());
    }
  }

  /** A letter with its content. */
  @RegisterForReflection
  record Opened(
      String id,
      String topic,
      int partition,
      long offset,
      Instant time,
      String reason,
      String message,
      String state,
      @Nullable String cut,
      String exception,
      @Nullable Instant recordTime,
      @Nullable String key,
      boolean keyIsHex,
      int keyBytes,
      @Schema(implementation = Map.class, description = "As JSON of the topic's schema")
          @Nullable JsonNode value,
      @Nullable String valueHex,
      int valueBytes,
      Map<String, String> headers,
      @Nullable String stack,
      @Nullable ActView act) {

    /** Without the bytes, which hold what is masked in the value. */
    static Opened of(OpenedLetter opened) {
      return of(opened, false);
    }

    /** With the bytes where they are asked for. */
    static Opened of(OpenedLetter opened, boolean raw) {
      Line line = Line.of(new Desk.Listed(opened.letter(), opened.state()));
      Content key = Content.of(opened.record().key());
      Content value = Content.of(opened.record().value());
      Headers headers = opened.record().headers();
      Act act = opened.act();
      return new Opened(
          line.id(),
          line.topic(),
          line.partition(),
          line.offset(),
          line.time(),
          line.reason(),
          line.message(),
          line.state(),
          line.cut(),
          opened.letter().exception(),
          recordTime(headers),
          key.text() == null ? key.hex() : key.text(),
          key.text() == null && key.hex() != null,
          key.bytes(),
          opened.value(),
          raw ? value.hex() : null,
          value.bytes(),
          own(headers),
          filled(Origin.text(headers, DeadLetters.STACK)),
          act == null ? null : ActView.of(act));
    }

    /** What the record's producer had said, the last header of each name. */
    private static Map<String, String> own(Headers headers) {
      Map<String, String> own = new TreeMap<>();
      for (Header header : headers) {
        if (!DeadLetters.isAboutFailure(header)) {
          Content content = Content.of(header.value());
          String text = content.text() == null ? content.hex() : content.text();
          own.put(header.key(), text == null ? "" : text);
        }
      }
      return own;
    }

    private static @Nullable Instant recordTime(Headers headers) {
      try {
        return Instant.ofEpochMilli(Long.parseLong(Origin.text(headers, DeadLetters.TIMESTAMP)));
      } catch (NumberFormatException e) {
        return null;
      }
    }
  }

  /** What came of replaying many. */
  @RegisterForReflection
  record WorkedView(int replayed, int passedOver, boolean more, @Nullable String cursor) {

    static WorkedView of(Desk.Worked worked) {
      return new WorkedView(
          worked.replayed(), worked.passedOver(), worked.rest() != null, text(worked.rest()));
    }
  }

  private static @Nullable String text(@Nullable Cursor cursor) {
    return cursor == null ? null : cursor.toString();
  }

  private static @Nullable String filled(String text) {
    return text.isEmpty() ? null : text;
  }
}
