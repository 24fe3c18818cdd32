package dev.cascade.streams.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.schemas.DeadLetterDecision;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.audit.AuditTrail;
import dev.cascade.streams.audit.AuditTrail.Asked;
import dev.cascade.streams.desk.DecidingTransaction.Desktop;
import dev.cascade.streams.serde.AvroFormat;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes what is done with letters: the replayed records, the decisions and the audit events. */
final class Acts {

  private final String letterTopic;
  private final String service;
  private final InstantSource clock;
  private final Serializer<DeadLetterDecision> decisions;
  private final AuditTrail audit;

  Acts(DeskSettings settings, AvroFormat avro, InstantSource clock) {
    this.letterTopic = settings.topic();
    this.service = settings.service();
    this.clock = clock;
    this.decisions = avro.of(DeadLetterDecision.class).serializer();
    this.audit = new AuditTrail(settings.service(), avro);
  }

  /** A replay that is under way: where the record will be is known once it is sent. */
  private record Sent(Replay replay, Future<RecordMetadata> place) {}

  /**
   * Replays those that nobody has decided about; of several letters about one record, the first.
   *
   * @return what was done, in the order of the replays
   */
  List<Act> replay(List<Replay> replays, Signature signature, Desktop desktop) {
    List<Sent> sent = new ArrayList<>();
    Set<Origin> origins = new HashSet<>();
    for (Replay replay : replays) {
      Letter letter = replay.letter();
      if (desktop.decided().actOn(letter).isEmpty() && origins.add(letter.origin())) {
        sent.add(new Sent(replay, desktop.producer().send(replay.repeated())));
      }
    }
    desktop.producer().flush();
    return sent.stream().map(each -> noted(each, signature, desktop.producer())).toList();
  }

  private Act noted(Sent sent, Signature signature, Producer<byte[], byte[]> producer) {
    Letter letter = sent.replay().letter();
    boolean corrected = sent.replay().correction() != null;
    RecordMetadata place = place(sent.place());
    Act act = act(LetterState.REPLAYED, letter, signature, corrected, place.offset());
    String outcome =
        "%s, to %s"
            .formatted(
                corrected ? "replayed with a corrected value" : "replayed as it was",
                new Origin(place.topic(), place.partition(), place.offset()));
    write(act, letter, "replay-dead-letter", outcome, producer);
    return act;
  }

  /** Discards a letter that nobody has decided about. */
  Act discard(Letter letter, Signature signature, Desktop desktop) {
    Act act = act(LetterState.DISCARDED, letter, signature, false, null);
    write(act, letter, "discard-dead-letter", "discarded", desktop.producer());
    return act;
  }

  private Act act(
      LetterState state,
      Letter letter,
      Signature signature,
      boolean corrected,
      @Nullable Long replayedOffset) {
    return new Act(
        state,
        signature.by(),
        clock.instant(),
        signature.why(),
        service,
        DecidedLetters.name(letterTopic, letter.id()),
        corrected,
        replayedOffset);
  }

  private void write(
      Act act, Letter letter, String action, String outcome, Producer<byte[], byte[]> producer) {
    String topic = Topics.DEAD_LETTER_DECISIONS;
    byte[] decision = decisions.serialize(topic, act.on(letter.origin()));
    // What cannot be sent fails the commit.
    var unused = producer.send(new ProducerRecord<>(topic, act.letter().getBytes(UTF_8), decision));
    Asked asked = new Asked(act.by(), action, act.letter(), act.why());
    unused = producer.send(audit.event(asked, outcome, act.when()));
  }

  private static RecordMetadata place(Future<RecordMetadata> sent) {
    try {
      return sent.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
