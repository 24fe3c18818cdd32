package dev.cascade.simulation.runtime;

import dev.cascade.simulation.log.Broker;
import dev.cascade.simulation.log.Group;
import java.util.ArrayList;
import java.util.List;

/** An application: its plan, its group, and the processes that are, or were, its members. */
public final class Application {

  private final Plan plan;
  private final Broker broker;
  private final Group group;
  private final Clock clock;
  private final Delivery delivery;
  private final List<Instance> instances = new ArrayList<>();
  private final List<Instance> replaced = new ArrayList<>();
  private int incarnations;

  /** Makes its topics, and its members, which are down. */
  public Application(
      Plan plan, Broker broker, Clock clock, Delivery delivery, int tasks, int members) {
    this.plan = plan;
    this.broker = broker;
    this.clock = clock;
    this.delivery = delivery;
    plan.internalTopics().forEach(topic -> broker.create(plan.fullName(topic), tasks));
    plan.stores().forEach(store -> broker.create(plan.changelog(store), tasks));
    this.group = broker.createGroup(plan.application(), tasks, members);
    for (int member = 0; member < members; member++) {
      instances.add(process(member));
    }
  }

  private Instance process(int member) {
    return new Instance(plan, broker, group, clock, delivery, member, ++incarnations);
  }

  /** Its name. */
  public String name() {
    return plan.application();
  }

  /** Its group. */
  public Group group() {
    return group;
  }

  /** Its members, by their place. */
  public List<Instance> instances() {
    return instances;
  }

  /** Processes whose place was given to others, and that do not know it yet. */
  public List<Instance> replaced() {
    return replaced;
  }

  /** Starts a new process in the place of one that is down, or that was fenced. */
  public Instance restart(int member) {
    instances.get(member).crash();
    Instance next = process(member);
    instances.set(member, next);
    next.start();
    return next;
  }

  /** Starts a new process in the place of one that still runs. */
  public Instance replace(int member) {
    replaced.add(instances.get(member));
    Instance next = process(member);
    instances.set(member, next);
    next.start();
    return next;
  }
}
