package dev.cascade.streams.history;

import dev.cascade.streams.history.Gap.Why;
import java.util.ArrayList;
import java.util.List;

/**
 * What was found.
 *
 * @param records in no order but that of each partition
 * @param gaps what could not be seen
 * @param scanned how many records were read for it
 */
public record Past(List<PastRecord> records, List<Gap> gaps, long scanned) {

  /** Nothing was asked. */
  public static final Past NOTHING = new Past(List.of(), List.of(), 0);

  /** Takes copies. */
  public Past {
    records = List.copyOf(records);
    gaps = List.copyOf(gaps);
  }

  /** Nothing was read for the question, since no time was left. */
  static Past unread(Question question) {
    List<Gap> gaps =
        question.strands().stream()
            .map(Strand::topic)
            .distinct()
            .map(topic -> new Gap(topic, Gap.ANY_PARTITION, Why.TOO_LONG, 0, question.since()))
            .toList();
    return new Past(List.of(), gaps, 0);
  }

  /** What two questions found. */
  public Past and(Past other) {
    List<PastRecord> allRecords = new ArrayList<>(records);
    allRecords.addAll(other.records);
    List<Gap> allGaps = new ArrayList<>(gaps);
    allGaps.addAll(other.gaps);
    return new Past(allRecords, allGaps, scanned + other.scanned);
  }
}
