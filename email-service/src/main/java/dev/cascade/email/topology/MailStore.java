package dev.cascade.email.topology;

import dev.cascade.email.domain.MailState;
import dev.cascade.email.domain.MailState.Settled;
import dev.cascade.email.domain.MailState.UnderWay;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The mails of a partition, found by order id and by when they are due. */
final class MailStore {

  /** Why a mail is due. */
  enum Lane {
    FIRST_ATTEMPT,
    RETRY,
    FORGET
  }

  private final KeyValueStore<String, MailState> mails;
  private final DueIndex times;
  private long underWay;

  MailStore(KeyValueStore<String, MailState> mails, KeyValueStore<DueKey, byte[]> times) {
    this.mails = mails;
    this.times = new DueIndex(times);
    this.underWay =
        this.times.count(Lane.FIRST_ATTEMPT.ordinal()) + this.times.count(Lane.RETRY.ordinal());
  }

  @Nullable MailState get(String id) {
    return mails.get(id);
  }

  void replace(String id, @Nullable MailState before, MailState after) {
    leaveLane(id, before);
    mails.put(id, after);
    times.add(lane(after).ordinal(), after.dueAt(), id);
    underWay += after instanceof UnderWay ? 1 : 0;
  }

  void remove(String id, MailState state) {
    leaveLane(id, state);
    mails.delete(id);
  }

  private void leaveLane(String id, @Nullable MailState state) {
    if (state != null) {
      times.remove(lane(state).ordinal(), state.dueAt(), id);
      underWay -= state instanceof UnderWay ? 1 : 0;
    }
  }

  /** Ids that are due in the lane, the earliest first. */
  List<String> due(Lane lane, Instant now, int limit) {
    return times.due(lane.ordinal(), now, limit).stream().map(DueKey::id).toList();
  }

  /** When something is due next. */
  Optional<Instant> nextDue() {
    return Stream.of(Lane.values())
        .flatMap(lane -> times.next(lane.ordinal()).stream())
        .min(Instant::compareTo);
  }

  /** How many mails have no outcome yet. */
  long underWay() {
    return underWay;
  }

  private static Lane lane(MailState state) {
    return switch (state) {
      case UnderWay mail -> mail.retried() ? Lane.RETRY : Lane.FIRST_ATTEMPT;
      case Settled settled -> Lane.FORGET;
    };
  }
}
