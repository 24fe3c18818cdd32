package dev.cascade.local.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.random.RandomGenerator;

/** TCP ports of the loopback interface. */
public final class Ports {

  private static final int CONNECT_TIMEOUT_MS = 500;

  /**
   * Below the range from which systems give out ports by themselves: whoever opens a connection
   * could be given the port before the one who is to listen there has started.
   */
  private static final int HIGHEST = 32_000;

  private static final int LOWEST = 10_000;
  private static final int ATTEMPTS = 1_000;

  private Ports() {}

  /** Whether somebody listens there. */
  public static boolean accepts(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), CONNECT_TIMEOUT_MS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Ports that nobody used a moment ago, all different. */
  public static List<Integer> free(int count) {
    List<Integer> ports =
        RandomGenerator.getDefault()
            .ints(ATTEMPTS, LOWEST, HIGHEST)
            .distinct()
            .filter(Ports::isFree)
            .limit(count)
            .boxed()
            .toList();
    if (ports.size() < count) {
      throw new IllegalStateException(
          "Fewer than %d ports are free from %d to %d".formatted(count, LOWEST, HIGHEST));
    }
    return ports;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
