package dev.cascade.console.topics;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One committed record, as much of it as people need to see what happened. It never holds names or
 * addresses.
 *
 * @param topic where it stands
 * @param partition of the topic
 * @param offset in the partition
 * @param time when it was written, milliseconds since 1970
 * @param key as text; cut where it is long
 * @param orderId the order that it is about, if it is about one
 * @param paymentId the payment that it is about, if it is about one
 * @param what what it says in a word or two, such as VALIDATED or "fraud PASS"
 * @param detail what else, for people; empty where there is nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Fact(
    String topic,
    int partition,
    long offset,
    long time,
    String key,
    @Nullable String orderId,
    @Nullable String paymentId,
    String what,
    String detail) {

  /** The oldest first. */
  static final Comparator<Fact> BY_TIME = Comparator.comparingLong(Fact::time);
}
