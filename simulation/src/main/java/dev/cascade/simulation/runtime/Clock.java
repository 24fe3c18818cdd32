package dev.cascade.simulation.runtime;

/** The only clock; it moves when it is told to. */
public final class Clock {

  private long millis;

  /** A clock that shows this moment, in milliseconds since the epoch. */
  public Clock(long millis) {
    this.millis = millis;
  }

  /** Milliseconds since the epoch. */
  public long millis() {
    return millis;
  }

  /** Moves it on. */
  public void pass(long more) {
    millis += more;
  }
}
