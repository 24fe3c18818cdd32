package dev.cascade.streams.desk;

import dev.cascade.streams.desk.Backlog.Found;
import dev.cascade.streams.desk.Desk.Worked;
import dev.cascade.streams.desk.Visits.Visit;
import dev.cascade.streams.query.Deadline;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/** Replays many letters as they are, a bounded number per call, in one transaction. */
final class ManyReplays {

  private final DeskSettings settings;
  private final Decisions decisions;
  private final DecidingTransaction transaction;
  private final Acts acts;
  private final Succession succession;
  private final Backlog backlog = new Backlog();

  ManyReplays(
      DeskSettings settings,
      Decisions decisions,
      DecidingTransaction transaction,
      Acts acts,
      Succession succession) {
    this.settings = settings;
    this.decisions = decisions;
    this.transaction = transaction;
    this.acts = acts;
    this.succession = succession;
  }

  /** Replays what is open and wanted, from the cursor or the oldest letter on. */
  Worked work(Visit visit, LetterFilter filter, @Nullable Cursor from, Signature signature) {
    OpenLetters search =
        new OpenLetters(
            filter,
            decisions.committed(visit.consumer(), visit.deadline()),
            visit.places(),
            settings.mostReplays(),
            Deadline.in(settings.lookingTime()));
    Found found =
        backlog.find(visit.letters().all(), from, search, visit.consumer(), visit.deadline());
    List<Replay> replays = new ArrayList<>(found.replays());
    replays.removeAll(succession.overtaken(replays, visit.consumer(), visit.deadline()).keySet());
    int overtaken = found.replays().size() - replays.size();
    Worked done = replays.isEmpty() ? new Worked(0, 0, null) : together(visit, replays, signature);
    return new Worked(
        done.replayed(), done.passedOver() + found.passedOver() + overtaken, found.rest());
  }

  private Worked together(Visit visit, List<Replay> replays, Signature signature) {
    try {
      return new Worked(inOneTransaction(visit, replays, signature), 0, null);
    } catch (RecordTooLargeException e) {
      return oneByOne(visit, replays, signature);
    }
  }

  /** When one of them is too large for its topic, the others are not held up. */
  private Worked oneByOne(Visit visit, List<Replay> replays, Signature signature) {
    int replayed = 0;
    int tooLarge = 0;
    for (Replay replay : replays) {
      try {
        replayed += inOneTransaction(visit, List.of(replay), signature);
      } catch (RecordTooLargeException e) {
        tooLarge++;
      }
    }
    return new Worked(replayed, tooLarge, null);
  }

  private int inOneTransaction(Visit visit, List<Replay> replays, Signature signature) {
    return transaction.run(
        visit.consumer(),
        visit.deadline(),
        desktop -> acts.replay(replays, signature, desktop).size());
  }
}
