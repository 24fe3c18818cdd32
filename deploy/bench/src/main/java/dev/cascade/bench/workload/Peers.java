package dev.cascade.bench.workload;

import dev.cascade.bench.data.Ids;
import dev.cascade.bench.ecosystem.Part;
import dev.cascade.bench.peers.Peer;
import dev.cascade.bench.peers.outbox.OutboxPeer;
import dev.cascade.bench.peers.streams.StreamsPeer;
import dev.cascade.bench.report.Measurement;
import dev.cascade.bench.report.Tables;
import dev.cascade.bench.resources.ResourceMeter;
import dev.cascade.bench.resources.ResourceUse;
import dev.cascade.local.platform.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Cascade beside systems of other designs, in turn on the same machine. */
@Command(
    name = "peers",
    description = {
      "Cascade, the microservices of Kafka Streams' examples, and a design with databases.",
      "All are driven in turn by the same open-loop load over the same HTTP, and checked after",
      "each run. All run on the same broker; those that are not measured rest meanwhile. The",
      "database is a PostgreSQL with fsync and synchronous_commit on. What each promises is",
      "printed with the results: they do not promise the same."
    },
    mixinStandardHelpOptions = true)
public final class Peers extends Workload {

  private static final List<Double> RATES = List.of(20.0, 100.0);
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final long MUCH = 1_000_000_000L;
  private static final String COST = "cpu ms per order";

  /** What can be measured. */
  enum Design {
    /** Cascade itself. */
    CASCADE,
    /** Kafka Streams' examples. */
    REFERENCE_STREAMS,
    /** PostgreSQL with outboxes and inboxes. */
    OUTBOX
  }

  @Mixin private LoadOptions load = new LoadOptions();
  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--design",
      split = ",",
      defaultValue = "CASCADE,REFERENCE_STREAMS,OUTBOX",
      description = "${COMPLETION-CANDIDATES}, several with commas (default ${DEFAULT-VALUE}).")
  private List<Design> designs = List.of();

  @Option(
      names = "--goal",
      split = ",",
      defaultValue = "VALIDATED,CONFIRMED",
      description =
          "${COMPLETION-CANDIDATES}, several with commas; the reference pays nothing, and is"
              + " left out of the second (default ${DEFAULT-VALUE}).")
  private List<Goal> goals = List.of();

  private final List<Measurement> measured = new ArrayList<>();

  @Override
  void check() {
    load.check();
    data.check();
    if (data.lines() != 1) {
      throw new IllegalArgumentException("--lines must be 1: an order of the reference has one");
    }
  }

  @Override
  int measure(Lab lab) throws InterruptedException {
    lab.ensureData(data.customers(), data.products());
    forgetEarlier(lab);
    List<Peer> started = new ArrayList<>();
    try {
      List<Contender> contenders = new ArrayList<>();
      for (Design design : designs) {
        contenders.add(contender(design, lab, started));
      }
      for (Contender contender : contenders) {
        WarmUp.run(lab, load, contender);
      }
      idle(lab, contenders);
      int exitCode =
          new Campaign(lab, name(), given()).run(variants(contenders), load.runs()).report();
      compare(lab, contenders);
      return exitCode;
    } finally {
      started.reversed().forEach(Peer::close);
    }
  }

  private Contender contender(Design design, Lab lab, List<Peer> started) {
    if (design == Design.CASCADE) {
      return new CascadeContender(lab, load, data);
    }
    lab.out().println("starting " + design.name().toLowerCase(Locale.ROOT));
    Peer peer = design == Design.OUTBOX ? outbox(lab) : streams(lab);
    started.add(peer);
    return new PeerContender(lab, peer, load, data);
  }

  private Peer streams(Lab lab) {
    String prefix = lab.newPrefix() + "streams-";
    return new StreamsPeer(lab.kafka(), prefix, folder(lab, prefix), products());
  }

  private Peer outbox(Lab lab) {
    String prefix = lab.newPrefix() + "outbox-";
    Path programs = lab.installation().root().resolve("deploy/bench/target/peers");
    return new OutboxPeer(
        lab.kafka(),
        prefix,
        folder(lab, prefix),
        programs,
        products(),
        amounts(data.customers(), Ids::customer));
  }

  private static Path folder(Lab lab, String prefix) {
    return folders(lab).resolve(prefix);
  }

  private static Path folders(Lab lab) {
    return lab.installation().results().resolve("peers");
  }

  /** The logs of the last run are kept until the next. */
  private static void forgetEarlier(Lab lab) {
    try {
      FileTree.delete(folders(lab));
    } catch (IOException e) {
      throw new UncheckedIOException(folders(lab) + " cannot be deleted", e);
    }
  }

  private Map<String, Long> products() {
    return amounts(data.products(), Ids::product);
  }

  private static Map<String, Long> amounts(int count, IntFunction<String> id) {
    return IntStream.range(0, count).mapToObj(id).collect(Collectors.toMap(it -> it, _ -> MUCH));
  }

  /** What the systems take that rest while one is measured. */
  private static void idle(Lab lab, List<Contender> contenders) throws InterruptedException {
    Map<String, ProcessHandle> all = new HashMap<>();
    contenders.forEach(contender -> all.putAll(contender.processes()));
    ResourceMeter meter = new ResourceMeter(() -> all);
    meter.begins();
    Thread.sleep(IDLE);
    meter.ends();
    ResourceUse use = meter.use();
    String broker = Part.KAFKA.label();
    lab.out().printf(Locale.ROOT, "idle cores: %s %.2f", broker, use.cores(broker));
    for (Contender contender : contenders) {
      double cores =
          contender.processes().keySet().stream()
              .filter(part -> !part.equals(broker))
              .mapToDouble(use::cores)
              .sum();
      lab.out().printf(Locale.ROOT, ", %s %.2f", contender.name(), cores);
    }
    lab.out().println();
  }

  private List<Variant> variants(List<Contender> contenders) {
    List<Variant> variants = new ArrayList<>();
    for (double rate : load.ratesOr(RATES)) {
      for (Goal goal : goals) {
        contenders.stream()
            .filter(contender -> contender.reaches(goal))
            .forEach(contender -> variants.add(new Comparison(contender, goal, rate)));
      }
    }
    return variants;
  }

  private void compare(Lab lab, List<Contender> contenders) {
    lab.out().println();
    Tables.contenders(measured, COST).forEach(lab.out()::println);
    for (Contender contender : contenders) {
      lab.out().printf("%n%s%n", contender.name());
      contender.guarantees().lines().forEach(line -> lab.out().println("  " + line));
    }
  }

  private final class Comparison implements Variant {

    private final Contender contender;
    private final Goal goal;
    private final double rate;

    Comparison(Contender contender, Goal goal, double rate) {
      this.contender = contender;
      this.goal = goal;
      this.rate = rate;
    }

    @Override
    public String label() {
      return "%s %s, %s"
          .formatted(goal.name().toLowerCase(Locale.ROOT), Labels.rate(rate), contender.name());
    }

    @Override
    public Measurement measure(int run) throws InterruptedException {
      Measurement plain = contender.measure(label(), goal, load.schedule(rate), run);
      double orders = plain.load().achievedPerSecond() * plain.use().seconds();
      Measurement priced = plain.with(Map.of(COST, plain.use().systemCpuMillis() / orders));
      measured.add(priced);
      return priced;
    }
  }
}
