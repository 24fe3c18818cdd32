package dev.cascade.streams.desk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.streams.avrojson.RegisteredAvro;
import dev.cascade.streams.desk.DecidingTransaction.Desktop;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.streams.serde.AvroSerdes;
import dev.cascade.streams.serde.SchemaRegistryClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * A service's dead letters as a list of work. Nothing is read before somebody asks; a request looks
 * at as many letters as its time allows, and says where to go on.
 */
public final class Desk {

  private final DeskSettings settings;
  private final Visits visits;
  private final Decisions decisions;
  private final DecidingTransaction transaction;
  private final Acts acts;
  private final RegisteredAvro avro;
  private final ManyReplays many;
  private final Succession succession = new Succession();

  /** The desk of a service on that broker. */
  public Desk(KafkaCluster cluster, SchemaRegistryClient registry, DeskSettings settings) {
    this(new DeskClients(cluster, settings), registry, settings);
  }

  Desk(DeskClients clients, SchemaRegistryClient registry, DeskSettings settings) {
    AvroSerdes serdes = new AvroSerdes(registry);
    this.settings = settings;
    this.visits = new Visits(clients, settings);
    this.decisions = new Decisions(settings.topic(), serdes);
    this.transaction = new DecidingTransaction(clients, decisions);
    this.acts = new Acts(settings, serdes, InstantSource.system());
    this.many = new ManyReplays(settings, decisions, transaction, acts, succession);
    this.avro = new RegisteredAvro(registry);
  }

  /** A letter in a list, and what became of it. */
  public record Listed(Letter letter, LetterState state) {}

  /**
   * A part of a list.
   *
   * @param letters newest first
   * @param rest where to go on, null when nothing is left
   */
  public record Page(List<Listed> letters, @Nullable Cursor rest) {}

  /** What letters have in common when they are counted. */
  public record Kind(String topic, String reason) {}

  /**
   * How many there are.
   *
   * @param byKind the number of each state
   * @param complete whether all letters were counted, or only the newest
   */
  public record Counts(Map<Kind, Map<LetterState, Integer>> byKind, boolean complete) {}

  /**
   * What came of replaying many.
   *
   * @param replayed how many were
   * @param passedOver how many were wanted and cannot be replayed as they are
   * @param rest where to go on, null when nothing is left
   */
  public record Worked(int replayed, int passedOver, @Nullable Cursor rest) {}

  /** The letters that the filter wants, at most so many; fewer, or none, when time runs out. */
  public Page list(LetterFilter filter, @Nullable Cursor from, int limit) {
    return visits.visit(visit -> {
      DecidedLetters decided = decisions.committed(visit.consumer(), visit.deadline());
      NewestFirst newest = visit.letters().newestFirst(filter.from(), filter.to(), from);
      Deadline looking = Deadline.in(settings.lookingTime());
      List<Listed> page = new ArrayList<>();
      while (page.size() < limit && !looking.isOver()) {
        Optional<Letter> next = newest.next();
        if (next.isEmpty()) {
          break;
        }
        LetterState state = decided.stateOf(next.get());
        if (filter.wants(next.get(), state)) {
          page.add(new Listed(next.get(), state));
        }
      }
      return new Page(page, newest.rest());
    });
  }

  /** How many letters there are of each kind and state. */
  public Counts counts() {
    return visits.visit(visit -> {
      DecidedLetters decided = decisions.committed(visit.consumer(), visit.deadline());
      NewestFirst newest = visit.letters().newestFirst(null, null, null);
      Deadline looking = Deadline.in(settings.lookingTime());
      Map<Kind, Map<LetterState, Integer>> counts = new HashMap<>();
      Optional<Letter> next = newest.next();
      while (next.isPresent()) {
        Letter letter = next.get();
        counts
            .computeIfAbsent(
                new Kind(letter.origin().topic(), letter.reason()), _ -> new HashMap<>())
            .merge(decided.stateOf(letter), 1, Integer::sum);
        next = looking.isOver() ? Optional.empty() : newest.next();
      }
      return new Counts(counts, newest.rest() == null);
    });
  }

  /**
   * A letter with its content.
   *
   * @throws ProblemException 404 when it is not there, or not any more
   */
  public OpenedLetter open(LetterId id) {
    return visits.visit(visit -> {
      ConsumerRecord<byte[], byte[]> record = found(visit, id);
      DecidedLetters decided = decisions.committed(visit.consumer(), visit.deadline());
      return opened(record, decided.actOn(Letter.of(record)).orElse(null));
    });
  }

  /**
   * Puts the letter's record on its topic again, once; of a letter that was replayed before, tells
   * how.
   *
   * @param correction the value instead of the letter's, null to take that
   * @throws ProblemException 404 when it is not there, 409 when it was discarded or cannot be
   *     replayed as it is, 422 when the correction does not fit the topic's schema
   */
  public OpenedLetter replay(LetterId id, Signature signature, @Nullable JsonNode correction) {
    return visits.visit(visit -> {
      ConsumerRecord<byte[], byte[]> record = found(visit, id);
      Letter letter = Letter.of(record);
      Optional<Act> before = decisions.committed(visit.consumer(), visit.deadline()).actOn(letter);
      if (before.isPresent()) {
        return opened(record, Conflicts.unless(LetterState.REPLAYED, before.get()));
      }
      Replay replay =
          Replay.of(record, Corrections.encoded(avro, letter.origin(), correction, record.value()));
      Conflicts.check(replay, visit.places());
      Conflicts.check(
          replay, succession.overtaken(List.of(replay), visit.consumer(), visit.deadline()));
      return opened(record, replayed(visit, replay, signature));
    });
  }

  private Act replayed(Visits.Visit visit, Replay replay, Signature signature) {
    try {
      return transaction.run(
          visit.consumer(),
          visit.deadline(),
          desktop -> {
            Optional<Act> before = desktop.decided().actOn(replay.letter());
            return before.isPresent()
                ? Conflicts.unless(LetterState.REPLAYED, before.get())
                : acts.replay(List.of(replay), signature, desktop).getFirst();
          });
    } catch (RecordTooLargeException e) {
      throw new ProblemException(
          Problem.conflict(
              "The record is too large for topic " + replay.letter().origin().topic() + "."));
    }
  }

  /** Replays open letters as they are, oldest first, as many as one call may. */
  public Worked replayMany(
      @Nullable String topic, @Nullable String reason, @Nullable Cursor from, Signature signature) {
    return visits.visit(
        visit -> many.work(visit, LetterFilter.open(topic, reason), from, signature));
  }

  /**
   * Says that the letter is not needed; of a letter that was discarded before, tells how.
   *
   * @throws ProblemException 404 when it is not there, 409 when it was replayed
   */
  public OpenedLetter discard(LetterId id, Signature signature) {
    return visits.visit(visit -> {
      ConsumerRecord<byte[], byte[]> record = found(visit, id);
      Letter letter = Letter.of(record);
      Act act =
          transaction.run(
              visit.consumer(), visit.deadline(), desktop -> discarded(letter, signature, desktop));
      return opened(record, act);
    });
  }

  private Act discarded(Letter letter, Signature signature, Desktop desktop) {
    Optional<Act> before = desktop.decided().actOn(letter);
    return before.isPresent()
        ? Conflicts.unless(LetterState.DISCARDED, before.get())
        : acts.discard(letter, signature, desktop);
  }

  private static ConsumerRecord<byte[], byte[]> found(Visits.Visit visit, LetterId id) {
    return visit
        .letters()
        .find(id)
        .orElseThrow(() ->
            new ProblemException(
                Problem.notFound("There is no letter " + id + ", or it is expired.")));
  }

  private OpenedLetter opened(ConsumerRecord<byte[], byte[]> record, @Nullable Act act) {
    return new OpenedLetter(
        record, Letter.of(record), avro.masked(record.value()).orElse(null), act);
  }
}
