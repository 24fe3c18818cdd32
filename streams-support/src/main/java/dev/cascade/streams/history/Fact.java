package dev.cascade.streams.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cascade.streams.tracing.TraceContext;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One committed record in a timeline.
 *
 * @param topic where it lies
 * @param partition where it lies
 * @param offset where it lies
 * @param time the record's timestamp
 * @param service who wrote it
 * @param what happened, in a few words
 * @param traceId of the trace that it belongs to, null when it says none
 * @param sincePreviousMillis from the fact before it
 * @param sinceStartMillis from the first fact
 * @param detail what else is worth knowing
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Fact")
public record Fact(
    String topic,
    int partition,
    long offset,
    @Schema(description = "The record's timestamp: when its writer decided, before it committed")
        Instant time,
    String service,
    String what,
    @Schema(nullable = true) @Nullable String traceId,
    @Schema(
            description =
                "From the decision before it to this one: the commit of the one before, until"
                    + " this one's writer could read it, and what it did until it decided. Facts of"
                    + " one transaction, and of services that work side by side, are 0 or little"
                    + " apart.")
        long sincePreviousMillis,
    @Schema(description = "From the first fact to this one") long sinceStartMillis,
    @Schema(description = "Ids and codes that belong to it") Map<String, Object> detail) {

  /**
   * The records as facts, sorted by time, and where the time is the same as things usually happen.
   */
  public static List<Fact> inOrder(List<PastRecord> records, Tellers tellers) {
    List<PastRecord> sorted =
        records.stream()
            .sorted(
                Comparator.comparing(PastRecord::time)
                    .thenComparing(record -> tellers.topics().indexOf(record.topic()))
                    .thenComparing(PastRecord::partition)
                    .thenComparing(PastRecord::offset))
            .toList();
    List<Fact> facts = new ArrayList<>();
    for (PastRecord record : sorted) {
      Instant first = sorted.getFirst().time();
      Instant before = facts.isEmpty() ? first : facts.getLast().time();
      facts.add(of(record, tellers.told(record), before, first));
    }
    return facts;
  }

  private static Fact of(PastRecord record, Told told, Instant before, Instant first) {
    return new Fact(
        record.topic(),
        record.partition(),
        record.offset(),
        record.time(),
        told.service(),
        told.what(),
        TraceContext.of(record.headers()).map(TraceContext::traceId).orElse(null),
        record.time().toEpochMilli() - before.toEpochMilli(),
        record.time().toEpochMilli() - first.toEpochMilli(),
        told.detail());
  }
}
