package dev.cascade.chaos.plan;

/** What can be done to an ecosystem. */
public enum FaultKind {
  /** A service ends at once and is started again. */
  KILL_SERVICE("kill -9 of a service", true),
  /** One of three brokers ends at once and is started again; sometimes a service with it. */
  KILL_BROKER("kill -9 of a broker", true),
  /** A service ends again and again, each time while it starts or restores. */
  CRASH_LOOP("kill -9 of a service again and again as it starts", true),
  /** A machine ends at once: a broker and every service, which start together again. */
  KILL_NODE("kill -9 of a broker and all services", true),
  /** Everything that holds state ends at once, and starts together again. */
  POWER_CUT("kill -9 of everything", true),
  /** The registry is away for a while. */
  KILL_REGISTRY("registry away", true),
  /** The mail server is away for a while. */
  KILL_MAIL("mail server away", true),
  /** A service stands still past its session; sometimes another has its work meanwhile. */
  ZOMBIE_SERVICE("SIGSTOP of a service past its session, then SIGCONT", false),
  /** A broker stands still past its session. */
  ZOMBIE_BROKER("SIGSTOP of a broker past its session, then SIGCONT", false),
  /** A service starts with a clock that is wrong, which is set right while it runs. */
  CLOCK_SKEW("kill -9 of a service, and a wrong clock when it starts again", true),
  /** The disk of a service's stores is full. */
  DISK_FULL_SERVICE("disk of a service full", false),
  /** The disk of a broker is full. */
  DISK_FULL_BROKER("disk of a broker full", false),
  /** A broker is cut off from everybody, who do not hear that it is. */
  PARTITION_BROKER("a broker cut off from the network", false),
  /** Whatever a broker says and hears comes late. */
  SLOW_BROKER("the network of a broker slow", false);

  private final String label;
  private final boolean kill;

  FaultKind(String label, boolean kill) {
    this.label = label;
    this.kill = kill;
  }

  /** For people. */
  public String label() {
    return label;
  }

  /** Whether a process is ended by {@code kill -9}. */
  public boolean isKill() {
    return kill;
  }
}
