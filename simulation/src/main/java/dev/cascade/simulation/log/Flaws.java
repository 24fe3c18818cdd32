package dev.cascade.simulation.log;

/**
 * What is wrong with a log on purpose, to see that the checks find it.
 *
 * @param isUnfenced whether old producers and members are served
 * @param losesMarker whether one marker gets lost
 */
public record Flaws(boolean isUnfenced, boolean losesMarker) {

  /** As Kafka promises it. */
  public static final Flaws NONE = new Flaws(false, false);
}
