package dev.cascade.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Tells the same again about others: every id gets the number of the round, every moment moves, so
 * that rounds share a broker and an application and do not meet.
 */
final class Retelling {

  private static final Pattern ID = Pattern.compile("\\b[a-z]+-\\d+\\b|^(world|merchant)$");
  private static final Pattern TAG = Pattern.compile("-r\\d+x");

  /** Offsets are each round's own, and so is what is made of an id. */
  private static final Set<String> OWN = Set.of("requestPosition", "messageId");

  private final UnaryOperator<String> texts;
  private final UnaryOperator<Instant> times;

  /** Each round has offsets of its own. */
  private final boolean forgetsPlaces;

  private Retelling(
      UnaryOperator<String> texts, UnaryOperator<Instant> times, boolean forgetsPlaces) {
    this.texts = texts;
    this.times = times;
    this.forgetsPlaces = forgetsPlaces;
  }

  /** For that round. */
  static Retelling ofRound(int round, Duration later) {
    return new Retelling(
        text -> ID.matcher(text).replaceAll("$0-r" + round + "x"), time -> time.plus(later), false);
  }

  /** Back to what all rounds have in common. */
  static Retelling ofNone() {
    return new Retelling(text -> TAG.matcher(text).replaceAll(""), _ -> Instant.EPOCH, true);
  }

  String text(String text) {
    return texts.apply(text);
  }

  SpecificRecord record(SpecificRecord original) {
    SpecificData model = SpecificData.getForClass(original.getClass());
    SpecificRecord copy = model.deepCopy(original.getSchema(), original);
    for (Schema.Field field : copy.getSchema().getFields()) {
      Object value = copy.get(field.pos());
      copy.put(field.pos(), forgetsPlaces && OWN.contains(field.name()) ? null : value(value));
    }
    return copy;
  }

  private @Nullable Object value(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case CharSequence text -> texts.apply(text.toString());
      case Instant time -> times.apply(time);
      case SpecificRecord record -> record(record);
      case List<?> list -> {
        List<@Nullable Object> mapped = new ArrayList<>();
        list.forEach(each -> mapped.add(value(each)));
        yield mapped;
      }
      case Map<?, ?> map -> {
        Map<@Nullable Object, @Nullable Object> mapped = new LinkedHashMap<>();
        map.forEach((key, each) -> mapped.put(value(key), value(each)));
        yield mapped;
      }
      default -> value;
    };
  }
}
