package dev.cascade.chaos.plan;

/** What can be done to an ecosystem. */
public enum FaultKind {
  /** A service ends at once and is started again. */
  KILL_SERVICE("kill -9 of a service"),
  /** One of three brokers ends at once and is started again; sometimes a service with it. */
  KILL_BROKER("kill -9 of a broker"),
  /** A service ends again and again, each time while it starts or restores. */
  CRASH_LOOP("kill -9 of a service again and again as it starts"),
  /** A machine ends at once: a broker and every service, which start together again. */
  KILL_NODE("kill -9 of a broker and all services"),
  /** Everything that holds state ends at once, and starts together again. */
  POWER_CUT("kill -9 of everything"),
  /** The registry is away for a while. */
  KILL_REGISTRY("registry away"),
  /** The mail server is away for a while. */
  KILL_MAIL("mail server away"),
  /** A service stands still past its session; sometimes another has its work meanwhile. */
  ZOMBIE_SERVICE("SIGSTOP of a service past its session, then SIGCONT"),
  /** A broker stands still past its session. */
  ZOMBIE_BROKER("SIGSTOP of a broker past its session, then SIGCONT"),
  /** A service starts with a clock that is wrong, which is set right while it runs. */
  CLOCK_SKEW("kill -9 of a service, and a wrong clock when it starts again"),
  /** The disk of a service's stores is full. */
  DISK_FULL_SERVICE("disk of a service full"),
  /** The disk of a broker is full. */
  DISK_FULL_BROKER("disk of a broker full"),
  /** A broker is cut off from everybody, who do not hear that it is. */
  PARTITION_BROKER("a broker cut off from the network"),
  /** Whatever a broker says and hears comes late. */
  SLOW_BROKER("the network of a broker slow");

  private final String label;

  FaultKind(String label) {
    this.label = label;
  }

  /** For people. */
  public String label() {
    return label;
  }
}
