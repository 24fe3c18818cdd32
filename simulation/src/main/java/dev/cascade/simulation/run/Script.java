package dev.cascade.simulation.run;

import dev.cascade.simulation.world.Request;
import dev.cascade.simulation.world.Step;
import java.util.List;

/**
 * What happened in a run, so that it can happen again.
 *
 * @param seed it was drawn from
 * @param requests that clients send
 * @param steps until everything was left to come to its end
 */
public record Script(long seed, List<Request> requests, List<Step> steps) {

  /** The same with other steps. */
  public Script with(List<Step> others) {
    return new Script(seed, requests, others);
  }
}
