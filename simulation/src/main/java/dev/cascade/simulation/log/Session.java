package dev.cascade.simulation.log;

/**
 * As whom an instance writes.
 *
 * @param producer its transactional id
 * @param epoch of the producer
 * @param member its place in the group
 * @param incarnation which process it is in that place
 * @param generation of the group, as it knows it
 */
public record Session(String producer, int epoch, int member, int incarnation, int generation) {}
