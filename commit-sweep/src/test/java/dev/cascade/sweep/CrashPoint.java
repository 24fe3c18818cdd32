package dev.cascade.sweep;

import dev.cascade.testing.proxy.TransactionStep;

/**
 * Where a process dies.
 *
 * @param wave after which inputs
 * @param step of a transaction
 * @param ordinal how many such steps there were before it since those inputs came
 */
record CrashPoint(int wave, TransactionStep step, int ordinal) {

  @Override
  public String toString() {
    return "%s (wave %d, %d)".formatted(step, wave, ordinal);
  }
}
