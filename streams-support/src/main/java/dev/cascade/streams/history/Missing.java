package dev.cascade.streams.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cascade.streams.history.Gap.Why;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Facts that a timeline may lack.
 *
 * @param topic where they are, or were
 * @param why they are not told
 * @param from the timestamp from which on they may be missing, null when that is not known
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "MissingFacts")
public record Missing(String topic, String why, @Nullable Instant from) {

  /** What a part of a topic that could not be seen means. */
  public static Missing of(Gap gap) {
    return new Missing(gap.topic(), words(gap), gap.from());
  }

  private static String words(Gap gap) {
    return switch (gap.why()) {
      case Why.DELETED ->
          "partition %d is not kept that long: it begins at offset %d"
              .formatted(gap.partition(), gap.offset());
      case Why.TOO_MUCH ->
          "partition %d was read up to offset %d, as much as one answer may read"
              .formatted(gap.partition(), gap.offset());
      case Why.TOO_LONG ->
          gap.partition() == Gap.ANY_PARTITION
              ? "no time was left to read it"
              : "partition %d was read up to offset %d when the timeout was over"
                  .formatted(gap.partition(), gap.offset());
    };
  }
}
