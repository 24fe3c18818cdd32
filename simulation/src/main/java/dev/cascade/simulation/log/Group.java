package dev.cascade.simulation.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A consumer group of static members: who has which task, and what is committed. */
public final class Group {

  private final String name;
  private final Partition offsets;
  private final Map<Partition, Long> committed = new LinkedHashMap<>();
  private final List<Integer> owners = new ArrayList<>();
  private final int[] incarnations;
  private int generation = 1;

  Group(String name, int tasks, int members) {
    this.name = name;
    this.offsets = new Partition("offsets-of-" + name, 0);
    this.incarnations = new int[members];
    for (int task = 0; task < tasks; task++) {
      owners.add(task % members);
    }
  }

  /** The group's name, which is the application's. */
  public String name() {
    return name;
  }

  /** Grows with every rebalance. */
  public int generation() {
    return generation;
  }

  /** The member that a task is given to. */
  public int owner(int task) {
    return owners.get(task);
  }

  /** Gives a task to another member, in a new generation. */
  public void give(int task, int member) {
    owners.set(task, member);
    generation++;
  }

  /** A new process takes a member's place; the one before is fenced. */
  public void joins(int member, int incarnation) {
    incarnations[member] = incarnation;
  }

  /** Whether no transaction that commits positions of the group waits for its marker. */
  public boolean isStable() {
    return offsets.isStable();
  }

  /** The committed position, zero before the first. */
  public long position(Partition partition) {
    return committed.getOrDefault(partition, 0L);
  }

  /** All committed positions. */
  public Map<Partition, Long> positions() {
    return committed;
  }

  Partition offsets() {
    return offsets;
  }

  boolean knows(int member, int incarnation, int inGeneration) {
    return incarnations[member] == incarnation && generation == inGeneration;
  }

  void commit(Map<Partition, Long> positions) {
    committed.putAll(positions);
  }
}
