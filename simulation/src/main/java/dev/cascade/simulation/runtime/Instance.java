package dev.cascade.simulation.runtime;

import dev.cascade.simulation.log.Broker;
import dev.cascade.simulation.log.Entry;
import dev.cascade.simulation.log.FencedException;
import dev.cascade.simulation.log.Group;
import dev.cascade.simulation.log.Partition;
import dev.cascade.simulation.log.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * One process of an application, with one stream thread: its tasks share a producer, and what they
 * do until the next commit is one transaction.
 */
public final class Instance implements Outlet {

  private final Plan plan;
  private final Broker broker;
  private final Group group;
  private final Clock clock;
  private final Delivery delivery;
  private final int member;
  private final int incarnation;
  private final NavigableMap<Integer, Task> tasks = new TreeMap<>();
  private final Map<Partition, Long> positions = new LinkedHashMap<>();
  private final Map<Partition, Long> uncommitted = new LinkedHashMap<>();
  private final List<Entry> written = new ArrayList<>();
  private @Nullable GlobalState globals;
  private Session session;
  private boolean isUp;
  private boolean isDirty;

  Instance(
      Plan plan,
      Broker broker,
      Group group,
      Clock clock,
      Delivery delivery,
      int member,
      int incarnation) {
    this.plan = plan;
    this.broker = broker;
    this.group = group;
    this.clock = clock;
    this.delivery = delivery;
    this.member = member;
    this.incarnation = incarnation;
    this.session = new Session(producer(), -1, member, incarnation, -1);
  }

  /** Its transactional id. */
  public String producer() {
    return plan.application() + "-" + member;
  }

  /** Its place in the group. */
  public int member() {
    return member;
  }

  /** Which process it is in its place. */
  public int incarnation() {
    return incarnation;
  }

  /** Whether it runs. */
  public boolean isUp() {
    return isUp;
  }

  /** Whether it has something to commit. */
  public boolean isDirty() {
    return isDirty;
  }

  /** Joins the group, fences those before it, and reads the global topics. */
  public void start() {
    group.joins(member, incarnation);
    session =
        new Session(producer(), broker.init(producer()), member, incarnation, group.generation());
    globals = new GlobalState(plan, broker, clock);
    globals.catchUp();
    isUp = true;
  }

  /** Loses all that it has in memory; what it wrote stays as it is in the log. */
  public void crash() {
    tasks.values().forEach(Task::close);
    tasks.clear();
    positions.clear();
    uncommitted.clear();
    isUp = false;
    isDirty = false;
  }

  /** Learns of a generation in which it keeps its tasks. */
  public void follow() {
    session =
        new Session(session.producer(), session.epoch(), member, incarnation, group.generation());
  }

  /** Whether it is in the group's present generation. */
  public boolean isCurrent() {
    return session.generation() == group.generation();
  }

  /** Whether a task is its own and not begun. */
  public boolean mayAdopt(int task) {
    return isUp && isCurrent() && group.owner(task) == member && !tasks.containsKey(task);
  }

  /**
   * Begins a task: restores its stores, and goes on from the committed positions. It waits while
   * transactions that touched any of them are open.
   *
   * @return whether it could
   */
  public boolean adopt(int number) {
    if (!mayAdopt(number) || !group.isStable() || !isRestorable(number)) {
      return false;
    }
    GlobalState known = globals;
    Task task = new Task(plan, number, clock, this, known == null ? Map.of() : known.stores());
    for (Plan.Store store : plan.stores()) {
      restore(task, store, number);
    }
    for (Partition partition : sources(number)) {
      positions.put(partition, group.position(partition));
    }
    task.start();
    tasks.put(number, task);
    return true;
  }

  private boolean isRestorable(int number) {
    for (Plan.Store store : plan.stores()) {
      if (!broker.partitions(plan.changelog(store)).get(number).isStable()) {
        return false;
      }
    }
    return true;
  }

  private void restore(Task task, Plan.Store store, int number) {
    Partition changelog = broker.partitions(plan.changelog(store)).get(number);
    SimStore<?, ?> restored = task.store(store.name());
    Entry entry = changelog.next(0);
    while (entry != null && restored != null) {
      byte[] key = entry.key();
      if (key != null) {
        restored.restore(key, entry.value());
      }
      entry = changelog.next(entry.offset() + 1);
    }
  }

  /** Gives a task up after a commit. */
  public void release(int number) {
    Task task = tasks.remove(number);
    if (task != null) {
      task.close();
      sources(number).forEach(positions::remove);
    }
  }

  /** The partitions that a task reads. */
  public List<Partition> sources(int number) {
    return plan.sourceTopics().stream().map(topic -> broker.partitions(topic).get(number)).toList();
  }

  /** The partitions that it reads now. */
  public Set<Partition> reads() {
    return positions.keySet();
  }

  /** The numbers of its tasks. */
  public Set<Integer> tasks() {
    return tasks.keySet();
  }

  /** The next record of a partition that it reads; null when there is none, or it may not write. */
  public @Nullable Entry next(Partition partition) {
    Long position = positions.get(partition);
    return !isUp || position == null || !canWrite() ? null : partition.next(position);
  }

  private boolean canWrite() {
    return delivery == Delivery.AT_LEAST_ONCE || broker.isReady(session.producer());
  }

  /**
   * Processes one record.
   *
   * @throws FencedException when its place is taken
   * @throws StoppedException when the application has to stop
   */
  public void process(Entry entry) {
    written.clear();
    Task task = tasks.get(entry.partition().number());
    if (task != null) {
      isDirty = true;
      positions.put(entry.partition(), entry.offset() + 1);
      uncommitted.put(entry.partition(), entry.offset() + 1);
      if (delivery == Delivery.POSITIONS_FIRST) {
        broker.positionsAtOnce(group, uncommitted);
      }
      task.process(entry);
    }
  }

  /** Whether punctuators are due, and it may write. */
  public boolean isDue() {
    return isUp && canWrite() && tasks.values().stream().anyMatch(Task::isDue);
  }

  /** Calls the punctuators of the wall clock that are due. */
  public void punctuate() {
    written.clear();
    for (Task task : tasks.values()) {
      isDirty |= task.punctuate() && !written.isEmpty();
    }
  }

  /**
   * Commits what it did since the last time.
   *
   * @throws FencedException when its place is taken
   */
  public void commit() {
    written.clear();
    switch (delivery) {
      case AT_LEAST_ONCE -> broker.positionsAtOnce(group, uncommitted);
      case EXACTLY_ONCE, STORES_APART, OUTPUTS_APART, POSITIONS_FIRST -> {
        broker.positions(session, group, uncommitted);
        broker.commit(session);
      }
    }
    uncommitted.clear();
    isDirty = false;
  }

  /** Whether a commit would be taken now. */
  public boolean canCommit() {
    return isUp && isDirty && canWrite();
  }

  /** Takes in what is new in the global topics; whether there was anything. */
  public boolean learn() {
    return isUp && globals != null && globals.catchUp();
  }

  /** Whether there is something new in the global topics. */
  public boolean isBehind() {
    return isUp && globals != null && globals.isBehind();
  }

  /** What the last step wrote. */
  public List<Entry> written() {
    return written;
  }

  @Override
  public void write(
      String topic,
      @Nullable Integer partition,
      byte @Nullable [] key,
      byte @Nullable [] value,
      long timestamp,
      Headers headers) {
    Partition to =
        partition == null ? broker.partition(topic, key) : broker.partitions(topic).get(partition);
    boolean apart = delivery == Delivery.AT_LEAST_ONCE || delivery == Delivery.OUTPUTS_APART;
    written.add(append(apart, to, key, value, timestamp, headers));
  }

  @Override
  public void log(String changelog, int partition, byte[] key, byte @Nullable [] value) {
    boolean apart = delivery == Delivery.AT_LEAST_ONCE || delivery == Delivery.STORES_APART;
    Partition to = broker.partitions(changelog).get(partition);
    written.add(append(apart, to, key, value, clock.millis(), new RecordHeaders()));
  }

  private Entry append(
      boolean apart,
      Partition to,
      byte @Nullable [] key,
      byte @Nullable [] value,
      long timestamp,
      Headers headers) {
    return apart
        ? broker.append(to, key, value, timestamp, headers)
        : broker.append(session, to, key, value, timestamp, headers);
  }

  @Override
  public String toString() {
    return plan.application() + "/" + member + "." + incarnation;
  }
}
