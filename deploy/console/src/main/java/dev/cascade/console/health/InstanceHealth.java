package dev.cascade.console.health;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * One instance of a service, as it said when it was asked last.
 *
 * @param address its base URL
 * @param state READY, NOT_READY (it answers) or AWAY (it does not)
 * @param since when it came into that state, as far as the console saw it
 * @param said what it said besides, or why there is no answer
 * @param checks the parts of its answer
 */
record InstanceHealth(URI address, State state, Instant since, String said, List<Check> checks) {

  /** Whether it answers, and what. */
  enum State {
    READY,
    NOT_READY,
    AWAY
  }

  /**
   * One part of an answer.
   *
   * @param name of the check
   * @param up whether it is well
   * @param data what it adds
   */
  record Check(String name, boolean up, String data) {}

  InstanceHealth since(Instant moment) {
    return new InstanceHealth(address, state, moment, said, checks);
  }
}
