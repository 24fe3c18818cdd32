package dev.cascade.chaos.stage;

import java.util.List;
import java.util.Optional;

/**
 * A network namespace for one broker, joined to the machine's own by a pair of devices that nobody
 * else uses. Whatever happens on them happens to that broker alone.
 */
public final class BrokerNetwork {

  /** Where the others are. */
  static final String OUTSIDE = "10.213.77.1";

  /** Where the broker is. */
  static final String INSIDE = "10.213.77.3";

  private static final String NAMESPACE = "cascade-chaos";
  private static final String OUTER = "cschaos0";
  private static final String INNER = "cschaos1";

  private BrokerNetwork() {}

  /** Why there can be none on this machine; empty where it can be. */
  static Optional<String> missing() {
    Shell.Result inIt = Shell.run("ip", "netns", "pids", NAMESPACE);
    if (inIt.worked() && !inIt.said().isEmpty()) {
      return Optional.of("another run has the network " + NAMESPACE);
    }
    remove();
    Shell.Result made = make();
    remove();
    return made.worked() ? Optional.empty() : Optional.of(made.said());
  }

  /** Makes it. */
  static BrokerNetwork create() {
    remove();
    Shell.Result made = make();
    if (!made.worked()) {
      throw new IllegalStateException("No network of its own for a broker: " + made.said());
    }
    return new BrokerNetwork();
  }

  /** What a process is started by to be in it. */
  static List<String> wrapper() {
    return List.of("ip", "netns", "exec", NAMESPACE);
  }

  private static Shell.Result make() {
    Shell.Result last = Shell.run("ip", "netns", "add", NAMESPACE);
    for (String[] step : STEPS) {
      last = last.worked() ? Shell.run(step) : last;
    }
    return last;
  }

  private static final List<String[]> STEPS =
      List.of(
          new String[] {
            "ip", "link", "add", OUTER, "type", "veth", "peer", "name", INNER, "netns", NAMESPACE
          },
          new String[] {"ip", "addr", "add", OUTSIDE + "/24", "dev", OUTER},
          new String[] {"ip", "link", "set", OUTER, "up"},
          new String[] {"ip", "-n", NAMESPACE, "addr", "add", INSIDE + "/24", "dev", INNER},
          new String[] {"ip", "-n", NAMESPACE, "link", "set", INNER, "up"},
          new String[] {"ip", "-n", NAMESPACE, "link", "set", "lo", "up"});

  /** Loses everything, both ways, and tells nobody. */
  public void cut() {
    Shell.must("ip", "-n", NAMESPACE, "link", "set", INNER, "down");
  }

  /** Undoes {@link #cut}. */
  public void join() {
    Shell.must("ip", "-n", NAMESPACE, "link", "set", INNER, "up");
  }

  /**
   * Delays everything, both ways: by a tenth of a second where the kernel has {@code netem},
   * otherwise by a rate that packets have to wait for.
   */
  public void slow() {
    if (!shape("netem", "delay", "100ms", "40ms")) {
      String[] rate = {"tbf", "rate", "2mbit", "burst", "16kb", "latency", "400ms"};
      if (!shape(rate)) {
        throw new IllegalStateException("This kernel has neither netem nor tbf");
      }
    }
  }

  /** Undoes {@link #slow}. */
  public void fast() {
    Shell.run("tc", "qdisc", "del", "dev", OUTER, "root");
    Shell.run("ip", "netns", "exec", NAMESPACE, "tc", "qdisc", "del", "dev", INNER, "root");
  }

  private static boolean shape(String... discipline) {
    String[] outer = {"tc", "qdisc", "replace", "dev", OUTER, "root"};
    String[] inner = {
      "ip", "netns", "exec", NAMESPACE, "tc", "qdisc", "replace", "dev", INNER, "root"
    };
    return Shell.run(joined(outer, discipline)).worked()
        && Shell.run(joined(inner, discipline)).worked();
  }

  private static String[] joined(String[] first, String[] second) {
    return java.util.stream.Stream.of(first, second)
        .flatMap(java.util.Arrays::stream)
        .toArray(String[]::new);
  }

  /** Takes it away, as far as it is there. */
  static void remove() {
    Shell.run("ip", "link", "del", OUTER);
    Shell.run("ip", "netns", "del", NAMESPACE);
  }
}
