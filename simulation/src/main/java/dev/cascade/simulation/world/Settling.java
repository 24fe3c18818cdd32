package dev.cascade.simulation.world;

import dev.cascade.simulation.log.Partition;
import dev.cascade.simulation.log.Transaction;
import dev.cascade.simulation.runtime.Application;
import dev.cascade.simulation.runtime.Instance;
import java.util.List;

/**
 * Lets everything come to its end: no more faults, everybody takes turns, until nobody has anything
 * left to do.
 */
final class Settling {

  private static final int MOST_ROUNDS = 300;
  private static final int MOST_AT_ONCE = 20;

  private final World world;

  Settling(World world) {
    this.world = world;
  }

  /**
   * Lets everybody do all there is to do at this moment. Who learns in a round without any work
   * that its place was taken, begins anew in the next.
   *
   * @return whether they came to rest
   */
  boolean rest() {
    boolean wasIdle = false;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      boolean isIdle = !round();
      if (isIdle && (wasIdle || isDone())) {
        return isDone();
      }
      wasIdle = isIdle;
    }
    return false;
  }

  private boolean round() {
    boolean moved = marks();
    for (Application application : world.applications().values()) {
      for (Instance old : List.copyOf(application.replaced())) {
        old.crash();
        application.replaced().remove(old);
      }
      for (int member = 0; member < World.MEMBERS; member++) {
        moved |= turn(application, member);
      }
    }
    boolean marked = marks();
    return moved || marked;
  }

  private boolean marks() {
    boolean moved = false;
    for (String producer : world.broker().producers()) {
      Transaction transaction = world.broker().unfinished(producer);
      if (transaction != null) {
        for (Partition partition : List.copyOf(transaction.unmarked())) {
          moved |= world.apply(new Step.Mark(producer, partition.toString()));
        }
      }
    }
    return moved;
  }

  private boolean turn(Application application, int member) {
    Step.Who who = new Step.Who(application.name(), member, false);
    boolean moved = world.apply(new Step.Start(application.name(), member));
    for (int task = 0; task < World.TASKS; task++) {
      moved |= world.apply(new Step.Adopt(application.name(), member, task));
    }
    moved |= world.apply(new Step.Learn(who));
    moved |= work(who);
    world.apply(new Step.Tick(who));
    moved |= world.apply(new Step.Commit(who));
    return moved;
  }

  private boolean work(Step.Who who) {
    boolean moved = false;
    Instance instance = world.find(who);
    if (instance == null) {
      return false;
    }
    for (Partition partition : List.copyOf(instance.reads())) {
      int count = 0;
      while (count < MOST_AT_ONCE
          && world.apply(new Step.Work(who, partition.topic(), partition.number()))) {
        count++;
      }
      moved |= count > 0;
    }
    return moved;
  }

  /** Whether everybody has their tasks, and no reader waits for a marker. */
  private boolean isDone() {
    return world.applications().values().stream().allMatch(Settling::hasItsTasks)
        && world.broker().isStable();
  }

  private static boolean hasItsTasks(Application application) {
    for (int task = 0; task < World.TASKS; task++) {
      int owner = application.group().owner(task);
      if (!application.instances().get(owner).tasks().contains(task)) {
        return false;
      }
    }
    return true;
  }
}
