package dev.cascade.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.email.topology.SendingTopology;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.simulation.world.World;
import dev.cascade.streams.runtime.StreamsApplication;
import dev.cascade.testing.proxy.StepListener.Fate;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.TopologyDescription;
import org.jspecify.annotations.Nullable;

/**
 * One application, alone on the broker. Each round gives it the same inputs, about others; a round
 * may end the process at one point, after which the next one begins in its place.
 */
final class Sweep implements AutoCloseable {

  /** Of all tests in this JVM, since they share the topics. */
  private static final AtomicInteger ROUNDS = new AtomicInteger();

  private static final boolean ALL = Boolean.getBoolean("sweep.all");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final StreamsApplication application;
  private final Watcher watcher;
  private final Trigger trigger = new Trigger();
  private final List<Input> opening;
  private final List<Input> waves;
  private final Set<String> sources;
  private Incarnation incarnation;
  private final List<Incarnation> zombies = new ArrayList<>();
  private Fate fate = Fate.GO_ON;

  Sweep(StreamsApplication application, List<Input> story, String broker, Path state)
      throws ExecutionException {
    this.application = application;
    this.watcher = new Watcher(broker);
    TopologyDescription description = application.topology().get().describe();
    this.sources = partitioned(description);
    Set<String> all =
        Stream.concat(sources.stream(), global(description).stream()).collect(Collectors.toSet());
    List<Input> inputs = ToldStory.forReader(story, application.name(), all);
    this.opening = inputs.stream().filter(Input::isOpening).toList();
    this.waves = inputs.stream().filter(it -> !it.isOpening()).toList();
    watcher.beginAtEnds(application.name(), sources);
    this.incarnation = Incarnation.first(application, broker, state, trigger);
  }

  private static Set<String> partitioned(TopologyDescription description) {
    return description.subtopologies().stream()
        .flatMap(it -> it.nodes().stream())
        .filter(TopologyDescription.Source.class::isInstance)
        .flatMap(it -> ((TopologyDescription.Source) it).topicSet().stream())
        .collect(Collectors.toSet());
  }

  private static Set<String> global(TopologyDescription description) {
    return description.globalStores().stream()
        .flatMap(it -> it.source().topicSet().stream())
        .collect(Collectors.toSet());
  }

  /**
   * What came of a round.
   *
   * @param outputs by topic and key
   * @param points all steps that were taken after the opening
   * @param struck those at which the process ended
   */
  record Round(
      Map<String, List<String>> outputs, List<CrashPoint> points, Set<CrashPoint> struck) {}

  /**
   * One round.
   *
   * @param points where the process ends; at most one after the same inputs
   * @param fate how
   */
  Round round(Set<CrashPoint> points, Fate fate) {
    int round = ROUNDS.incrementAndGet();
    Retelling retelling =
        Retelling.ofRound(round, Duration.between(World.BEGINNING, Instant.now()));
    trigger.arm(Set.of(), Fate.GO_ON);
    opening.forEach(input -> play(retelling, input));
    this.fate = fate;
    trigger.arm(points, fate);
    for (int wave = 0; wave < waves.size(); wave++) {
      trigger.next(wave);
      play(retelling, waves.get(wave));
    }
    return new Round(watcher.takeOutputs(), trigger.seen(), trigger.struckAt());
  }

  /** Those after the first record of each topic, and after the first that nobody can read. */
  Set<CrashPoint> chosen(List<CrashPoint> points) {
    Set<String> known = new HashSet<>();
    Set<Integer> chosen = new HashSet<>();
    for (int wave = 0; wave < waves.size(); wave++) {
      Input first = waves.get(wave);
      if (ALL || known.add(first.value() == null ? "poison" : first.topic())) {
        chosen.add(wave);
      }
    }
    Set<CrashPoint> all = new LinkedHashSet<>(points);
    all.removeIf(point -> !chosen.contains(point.wave()));
    return all;
  }

  /** One after the other, so that no two can come in another order in another round. */
  private void play(Retelling retelling, Input input) {
    watcher.write(record(retelling, input));
    boolean replaced = false;
    Instant end = Instant.now().plus(PATIENCE);
    String left = leftOf(retelling, input);
    while (!left.isEmpty()) {
      if (!replaced && trigger.hasStruck()) {
        replaced = true;
        replace();
      }
      if (Instant.now().isAfter(end)) {
        throw new AssertionError(
            "%s does not get done with %s; it is %s; %s"
                .formatted(application.name(), input, incarnation.state(), left));
      }
      left = leftOf(retelling, input);
    }
    if (!replaced && trigger.hasStruck()) {
      replace();
    }
    haunt();
  }

  /** A mail is sent by the clock, after its request was read. */
  private String leftOf(Retelling retelling, Input input) {
    String left = watcher.leftFor(application.name(), sources);
    boolean isMail = input.topic().equals(Topics.PLATINUM_EMAILS) && input.value() != null;
    return left.isEmpty()
            && isMail
            && application.name().equals(SendingTopology.NAME)
            && !watcher.hasSeen(Topics.EMAILS_SENT, retelling.text(input.key()))
        ? "nothing is told of the mail"
        : left;
  }

  /** They go on with what they were about, some of it long done by others. */
  private void haunt() {
    zombies.forEach(Incarnation::thaw);
    zombies.forEach(Incarnation::awaitEnd);
    zombies.forEach(Incarnation::bury);
    zombies.clear();
  }

  private void replace() {
    Incarnation dead = incarnation;
    incarnation = dead.next(trigger);
    if (fate == Fate.FREEZE) {
      zombies.add(dead);
    } else {
      dead.bury();
    }
  }

  private static ProducerRecord<byte[], byte[]> record(Retelling retelling, Input input) {
    byte @Nullable [] value =
        input.value() == null
            ? input.bytes()
            : Watcher.encoded(input.topic(), retelling.record(input.value()));
    return new ProducerRecord<>(input.topic(), retelling.text(input.key()).getBytes(UTF_8), value);
  }

  @Override
  public void close() {
    incarnation.close();
    watcher.close();
  }
}
