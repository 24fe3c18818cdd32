package dev.cascade.simulation.run;

import dev.cascade.simulation.log.Partition;
import dev.cascade.simulation.log.Transaction;
import dev.cascade.simulation.runtime.Application;
import dev.cascade.simulation.runtime.Instance;
import dev.cascade.simulation.world.Step;
import dev.cascade.simulation.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Draws steps: what could happen now, some of it likelier, as the seed says for this run. */
final class Scheduler {

  /** In each place about one in so many; larger is rarer. */
  private static final int[] RARITIES = {0, 1_000, 300, 100};

  private static final long[] LEAPS = {1_000, 10_000, 31_000, 16 * 60_000, 61 * 60_000};

  /** All leaps of a run together stay far within what anything is remembered for. */
  private static final long MOST_TIME = 2 * 24 * 3_600_000L;

  private final SplittableRandom random;
  private final World world;
  private final List<Application> applications;
  private final int crashes;
  private final int moves;
  private final int replacements;
  private final int leaps;
  private final int sends;
  private final int commits;
  private long passed;
  private int sent;

  Scheduler(SplittableRandom random, World world, int sentAlready) {
    this.random = random;
    this.world = world;
    this.applications = List.copyOf(world.applications().values());
    this.sent = sentAlready;
    this.crashes = RARITIES[random.nextInt(RARITIES.length)];
    this.moves = RARITIES[random.nextInt(RARITIES.length)];
    this.replacements = RARITIES[random.nextInt(RARITIES.length)];
    this.leaps = RARITIES[random.nextInt(RARITIES.length)];
    this.sends = random.nextInt(5, 150);
    this.commits = random.nextInt(2, 12);
  }

  boolean hasSentAll() {
    return sent >= world.requests().size();
  }

  /** What happens next; null when what was drawn is not possible. */
  @Nullable Step draw() {
    if (!hasSentAll() && random.nextInt(sends) == 0) {
      return new Step.Send(sent++);
    }
    int kind = random.nextInt(100);
    if (kind < 22) {
      return marker();
    }
    if (kind < 25) {
      return time();
    }
    Application application = applications.get(random.nextInt(applications.size()));
    int member = random.nextInt(World.MEMBERS);
    Step fault = fault(application, member);
    return fault != null ? fault : ordinary(application, member);
  }

  private @Nullable Step marker() {
    List<Transaction> unfinished = new ArrayList<>();
    for (String producer : world.broker().producers()) {
      Transaction transaction = world.broker().unfinished(producer);
      if (transaction != null) {
        unfinished.add(transaction);
      }
    }
    if (unfinished.isEmpty()) {
      return null;
    }
    Transaction transaction = unfinished.get(random.nextInt(unfinished.size()));
    List<Partition> unmarked = List.copyOf(transaction.unmarked());
    return new Step.Mark(
        transaction.producer(), unmarked.get(random.nextInt(unmarked.size())).toString());
  }

  private Step time() {
    boolean leap = leaps > 0 && random.nextInt(leaps) < 10 && passed < MOST_TIME;
    long millis = leap ? LEAPS[random.nextInt(LEAPS.length)] : random.nextInt(1, 300);
    passed += millis;
    return new Step.Pass(millis);
  }

  private @Nullable Step fault(Application application, int member) {
    if (rarely(crashes)) {
      return new Step.Crash(application.name(), member);
    }
    if (rarely(replacements)) {
      return new Step.Replace(application.name(), member);
    }
    if (rarely(moves)) {
      Integer task = random.nextBoolean() ? null : random.nextInt(World.TASKS);
      return new Step.Move(application.name(), member, task, 1 - member);
    }
    return rarely(moves) ? new Step.Expire(application.instances().get(member).producer()) : null;
  }

  private boolean rarely(int rarity) {
    return rarity > 0 && random.nextInt(rarity) == 0;
  }

  private @Nullable Step ordinary(Application application, int member) {
    boolean replaced = !application.replaced().isEmpty() && random.nextInt(3) == 0;
    Step.Who who =
        new Step.Who(
            application.name(),
            replaced ? application.replaced().getFirst().member() : member,
            replaced);
    Instance instance = world.find(who);
    if (instance == null) {
      return null;
    }
    if (!instance.isUp()) {
      return random.nextInt(4) == 0 ? new Step.Start(application.name(), member) : null;
    }
    if (instance.isDirty() && random.nextInt(commits) == 0) {
      return new Step.Commit(who);
    }
    return switch (random.nextInt(20)) {
      case 0 -> instance.isDue() ? new Step.Tick(who) : null;
      case 1 -> instance.isBehind() ? new Step.Learn(who) : null;
      case 2 -> replaced || instance.isCurrent() ? null : new Step.Start(who.application(), member);
      default -> work(application, instance, who);
    };
  }

  private @Nullable Step work(Application application, Instance instance, Step.Who who) {
    for (int task = 0; task < World.TASKS; task++) {
      if (!who.isReplaced() && instance.mayAdopt(task) && random.nextBoolean()) {
        return new Step.Adopt(application.name(), who.member(), task);
      }
    }
    List<Partition> readable = new ArrayList<>();
    for (Partition partition : instance.reads()) {
      if (instance.next(partition) != null) {
        readable.add(partition);
      }
    }
    if (readable.isEmpty()) {
      return null;
    }
    Partition partition = readable.get(random.nextInt(readable.size()));
    return new Step.Work(who, partition.topic(), partition.number());
  }
}
