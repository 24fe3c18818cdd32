package dev.cascade.streams.desk;

import static dev.cascade.streams.desk.TestDesk.ANN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.schemas.AuditEvent;
import dev.cascade.schemas.DeadLetterDecision;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.testing.ReceivedRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A replay has the effect of once, on a real broker, whoever asks and whatever fails. */
class ReplayOnceTest {

  private static final Exception REASON = new IllegalStateException("bad");
  private static final Map<String, String> HURRIED =
      Map.of(
          "cascade.dead-letters.patience", "PT2S",
          "cascade.dead-letters.looking-time", "PT1S");

  private final TestDesk test = new TestDesk();

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void aLetterGoesToItsPartitionWithKeyValueHeadersAndItsName() {
    LetterId id = test.letter("k", "v", REASON);

    OpenedLetter opened = test.desk().replay(id, ANN, null);

    ReceivedRecord<byte[]> record = onlyReplay();
    assertThat(record.partition()).isEqualTo(1);
    assertThat(record.key()).isEqualTo("k");
    assertThat(record.present()).asString().isEqualTo("v");
    assertThat(record.headers())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("trace", "t-1", Replay.LETTER_HEADER, test.letterTopic + "/" + id));
    assertThat(opened.state()).isEqualTo(LetterState.REPLAYED);
    assertThat(opened.act().replayedOffset()).isEqualTo(record.offset());
  }

  @Test
  void whoReplaysItAgainGetsTheFirstActAndNothingElseHappens() {
    LetterId id = test.letter("k", "v", REASON);
    Act first = test.desk().replay(id, ANN, null).act();

    Act second = test.desk().replay(id, new Signature("bob", "me too"), null).act();

    assertThat(second.by()).isEqualTo("ann");
    assertThat(second.when())
        .isEqualTo(first.when().truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
    onlyReplay();
    assertThat(test.auditEvents()).hasSize(1);
  }

  @Test
  void peopleAtSeveralInstancesAtTheSameMomentReplayEachLetterOnce() throws Exception {
    List<LetterId> ids =
        IntStream.range(0, 3).mapToObj(i -> test.letter("k" + i, "v" + i, REASON)).toList();
    List<Desk> instances = List.of(test.desk(), test.desk(), test.desk());
    List<Callable<Act>> requests = new ArrayList<>();
    CyclicBarrier together = new CyclicBarrier(instances.size() * ids.size());
    for (int desk = 0; desk < instances.size(); desk++) {
      Desk instance = instances.get(desk);
      Signature person = new Signature("person-" + desk, "mended");
      for (LetterId id : ids) {
        requests.add(() -> {
          together.await();
          return instance.replay(id, person, null).act();
        });
      }
    }

    List<Act> acts = allOf(requests);

    assertThat(test.replayed())
        .extracting(ReceivedRecord::key)
        .containsExactlyInAnyOrder("k0", "k1", "k2");
    assertThat(test.decisions())
        .extracting(DeadLetterDecision::getLetter)
        .doesNotHaveDuplicates()
        .hasSize(3);
    assertThat(test.auditEvents())
        .extracting(AuditEvent::getSubject)
        .doesNotHaveDuplicates()
        .hasSize(3);
    acts.forEach(act -> assertThat(act.by()).isEqualTo(decidedBy(act.letter())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"initTransactions", "beginTransaction", "flush", "commitTransaction"})
  void whatAnotherDeskDecidesMeanwhileIsNotDecidedAgain(String moment) {
    LetterId id = test.letter("k", "v", REASON);
    Desk other = test.desk();
    Signature bob = new Signature("bob", "a moment earlier");
    Desk overtaken =
        test.desk(FailingClients.overtakenBefore(test, moment, () -> other.replay(id, bob, null)));

    assertThat(overtaken.replay(id, ANN, null).act().by()).isEqualTo("bob");

    onlyReplay();
    assertThat(test.decisions()).hasSize(1);
    assertThat(test.auditEvents()).hasSize(1);
  }

  @Test
  void whoKeepsTakingTheCommonIdKeepsTheDeskFromWorkingAndNothingIsWritten() {
    LetterId id = test.letter("k", "v", REASON);
    try (Admin thief =
        Admin.create(Map.of("bootstrap.servers", test.platform.bootstrapServers()))) {
      Desk robbed =
          new Desk(
              FailingClients.overtakenBeforeEach(test, "commitTransaction", taking(thief)),
              test.registry(),
              test.settings(HURRIED));

      assertThatThrownBy(() -> robbed.replay(id, ANN, null))
          .isInstanceOfSatisfying(
              ProblemException.class,
              refused -> assertThat(refused.problem().status()).isEqualTo(503));
    }
    assertThat(test.replayed()).isEmpty();
    assertThat(test.decisions()).isEmpty();
    assertThat(test.auditEvents()).isEmpty();
    test.desk().replay(id, ANN, null);
    onlyReplay();
  }

  private static Runnable taking(Admin thief) {
    return () -> {
      try {
        thief.fenceProducers(List.of(DeskClients.TRANSACTIONAL_ID)).all().get();
      } catch (ExecutionException | InterruptedException e) {
        throw new AssertionError("The id is not taken", e);
      }
    };
  }

  @Test
  void aProcessThatDiedBetweenSendingAndCommittingHasDoneNothingAndHoldsNobodyUp() {
    LetterId id = test.letter("k", "v", REASON);
    Desk dying = test.desk(FailingClients.dyingBeforeCommit(test));
    assertThatThrownBy(() -> dying.replay(id, ANN, null)).isInstanceOf(FailingClients.Died.class);
    assertThat(test.decisions()).isEmpty();
    assertThat(test.auditEvents()).isEmpty();
    assertThat(test.replayed()).isEmpty();

    Instant asked = Instant.now();
    test.desk().replay(id, new Signature("bob", "again"), null);

    assertThat(onlyReplay().key()).isEqualTo("k");
    assertThat(test.decisions())
        .extracting(DeadLetterDecision::getDecidedBy)
        .containsExactly("bob");
    assertThat(Duration.between(asked, Instant.now()))
        .as("without waiting for the transaction's timeout")
        .isLessThan(Duration.ofSeconds(7));
  }

  @Test
  void aCommitWhoseAnswerIsLostIsFoundAgainAndNotRepeated() {
    LetterId id = test.letter("k", "v", REASON);

    Act act = test.desk(FailingClients.losingTheFirstAnswer(test)).replay(id, ANN, null).act();

    assertThat(act.by()).isEqualTo("ann");
    onlyReplay();
    assertThat(test.decisions()).hasSize(1);
    assertThat(test.auditEvents()).hasSize(1);
  }

  @Test
  void nothingIsDecidedWhileAnOpenTransactionHidesWhatMayBeDecidedAlready() {
    LetterId id = test.letter("k", "v", REASON);
    Desk hurried = test.desk(HURRIED);
    try (KafkaProducer<byte[], byte[]> stranger = strangerWhoDecides()) {

      assertThatThrownBy(() -> hurried.replay(id, ANN, null))
          .isInstanceOfSatisfying(
              ProblemException.class,
              refused -> assertThat(refused.problem().status()).isEqualTo(503));

      assertThat(test.replayed()).isEmpty();
      stranger.abortTransaction();
    }
    hurried.replay(id, ANN, null);
    onlyReplay();
  }

  @Test
  void lettersOfSeveralServicesAboutOneRecordAreReplayedWithOneOfThem() {
    Origin origin = new Origin(test.originTopic, 1, 0);
    LetterId id = test.letter(origin, "k", new byte[1], REASON);
    test.desk().replay(id, ANN, null);
    try (TestDesk other = new TestDesk()) {
      LetterId same = other.letter(origin, "k", new byte[1], REASON);

      OpenedLetter opened = other.desk().replay(same, new Signature("bob", "here too"), null);

      assertThat(opened.act().letter()).isEqualTo(test.letterTopic + "/" + id);
      assertThat(opened.act().by()).isEqualTo("ann");
      assertThat(other.decisions()).isEmpty();
    }
    onlyReplay();
  }

  @Test
  void lettersAreShownWhileAnOpenTransactionHidesWhatMayBeDecidedAlready() {
    LetterId id = test.letter("k", "v", REASON);
    LetterFilter all = new LetterFilter(null, null, null, null, null);
    try (KafkaProducer<byte[], byte[]> stranger = strangerWhoDecides()) {
      Instant asked = Instant.now();

      assertThat(test.desk().open(id).state()).isEqualTo(LetterState.OPEN);
      assertThat(test.desk().list(all, null, 10).letters()).hasSize(1);
      assertThat(test.desk().counts().complete()).isTrue();

      assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(7));
      stranger.abortTransaction();
    }
  }

  /** One whose decision is written and neither committed nor aborted. */
  private KafkaProducer<byte[], byte[]> strangerWhoDecides() {
    KafkaProducer<byte[], byte[]> stranger =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                test.platform.bootstrapServers(),
                "transactional.id",
                "stranger-" + test.service),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    stranger.initTransactions();
    stranger.beginTransaction();
    var unused =
        stranger.send(
            new ProducerRecord<>(Decisions.PARTITION.topic(), new byte[] {1}, new byte[] {1}));
    stranger.flush();
    return stranger;
  }

  private ReceivedRecord<byte[]> onlyReplay() {
    List<ReceivedRecord<byte[]>> replayed = test.replayed();
    assertThat(replayed).hasSize(1);
    return replayed.getFirst();
  }

  private String decidedBy(String letter) {
    return test.decisions().stream()
        .filter(decision -> decision.getLetter().equals(letter))
        .map(DeadLetterDecision::getDecidedBy)
        .findFirst()
        .orElseThrow();
  }

  private static <T> List<T> allOf(List<Callable<T>> requests) throws Exception {
    try (ExecutorService people = Executors.newFixedThreadPool(requests.size())) {
      List<T> answers = new ArrayList<>();
      for (Future<T> answer : people.invokeAll(requests)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }

  @Test
  void whoIsAtTheDeskWhileNoBrokersNameResolvesIsToldToAskAgain() {
    try (TestDesk test = new TestDesk()) {
      Desk desk =
          new Desk(KafkaCluster.at("no name:9092"), test.registry(), test.settings(Map.of()));

      assertThatThrownBy(desk::counts)
          .isInstanceOfSatisfying(
              ProblemException.class,
              thrown -> assertThat(thrown.problem().status()).isEqualTo(503));
    }
  }
}
